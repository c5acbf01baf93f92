"""Puts down what was heard of or found (线索), in the transaction of whoever did: an officer, a step, the worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import LeadSource, LeadStanding
from workflows.errors import AttachmentUnknown, NotFound
from workflows.law import due
from workflows.models import Attachment, BusinessEntity, Department, Lead, LeadChange
from workflows.register.commit import Commit

TERM = "lead_verification"
APART = frozenset({"department", "files"})
"""What is told with a lead and is no column of it."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A lead as it is to be registered."""

    source: LeadSource
    received_on: date
    content: str
    department: int
    entity_id: int | None = None
    reporter: str | None = None
    contact: str | None = None
    files: Sequence[UUID] = ()
    """Files that whoever registers it has uploaded, by their ids."""


def register(session: Session, commit: Commit, found: Found) -> Lead:
    """Register a lead in the transaction of whoever found it, an officer or the worker, and return it.

    It is to be looked at within the term of 程序规定 18. Raises NotFound for a section or party that is none,
    AttachmentUnknown for a file that is not his, or not free.
    """
    demand(session, Department, found.department)
    if found.entity_id is not None:
        demand(session, BusinessEntity, found.entity_id)
    facts = {name: value for name, value in vars(found).items() if name not in APART}
    look_by = due(TERM, found.received_on).last_day
    lead = Lead(**facts, look_by=look_by, registered_by_id=commit.actor_id, at=commit.at)
    commit.write(session, [lead])
    session.flush()  # its changes and files name it by its number
    _bind(session, lead, found.files)
    first = LeadChange(
        lead_id=lead.id, seq=1, standing=LeadStanding.REGISTERED, department_id=found.department
    )
    first.by_id, first.at = commit.actor_id, commit.at
    commit.write(session, [first])
    return lead


def _bind(session: Session, lead: Lead, ids: Sequence[UUID]) -> None:
    """Bind files that were staged by whoever registers the lead. Raises AttachmentUnknown when one is not his."""
    if not ids:
        return
    free = Attachment.case_id.is_(None), Attachment.lead_id.is_(None)
    mine = Attachment.id.in_(set(ids)), Attachment.uploaded_by_id == lead.registered_by_id
    files = session.scalars(select(Attachment).where(*mine, *free).with_for_update()).all()
    if len(files) != len(set(ids)):
        raise AttachmentUnknown
    for file in files:
        file.lead_id = lead.id


def demand(session: Session, table: type[Department | BusinessEntity], row_id: int) -> None:
    """Raise NotFound for a section or party that is none."""
    if session.get(table, row_id) is None:
        raise NotFound
