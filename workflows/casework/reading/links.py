"""The cases that a case is linked to, read from both ends; of those not for the reader, number and procedure."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Row, and_, or_, select
from sqlalchemy.orm import Session

from forms.choices import LinkReason
from workflows.casework.actor import Actor
from workflows.casework.consulting import readable
from workflows.catalog import outcome_words, title_of
from workflows.models import Case, CaseLink


@dataclass(frozen=True, kw_only=True)
class LinkedCase:
    """A case at the other end of a link, as the page of a case names it."""

    id: UUID
    number: str
    title: str
    reason_label: str
    is_readable: bool
    standing: str
    """Whether it goes on, or how it ended; empty for who may not read it."""


def links_of(session: Session, case_id: UUID, actor: Actor) -> Sequence[LinkedCase]:
    """Return the cases that a case is linked to, the earlier first, in one statement."""
    other_end = or_(
        and_(CaseLink.case_id == case_id, Case.id == CaseLink.earlier_id),
        and_(CaseLink.earlier_id == case_id, Case.id == CaseLink.case_id),
    )
    shown = Case.id, Case.number, Case.process_key, Case.outcome, CaseLink.reason, readable(actor)
    found = select(*shown).join(CaseLink, other_end).order_by(Case.opened_at, Case.number)
    return [_linked(row) for row in session.execute(found)]


def _linked(row: Row[UUID, str, str, str | None, str, bool]) -> LinkedCase:
    case_id, number, key, outcome, reason, is_readable = row
    standing = outcome_words(outcome) if outcome else "办理中"
    return LinkedCase(
        id=case_id,
        number=number,
        title=title_of(key),
        reason_label=LinkReason(reason).label,
        is_readable=is_readable,
        standing=standing if is_readable else "",
    )
