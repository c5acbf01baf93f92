"""What a party's status means for whoever works on it: told on its page, at its cases, and where a case is opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from forms.choices import PartyChangeKind, PartyStatus
from workflows.casework.actor import DEPARTMENTAL, Actor
from workflows.casework.consulting import readable
from workflows.law import decide
from workflows.models import BusinessEntity, Case, CasePart
from workflows.parties.standing import changes_of
from workflows.parties.succession import is_succeeded

TABLE, WITH_REASON = "party_status", "stated"
SUCCEEDED = "已有承继人"
AT_MOST = 20
"""Cases that the inbox names; of more it says how many they are."""


@dataclass(frozen=True, kw_only=True)
class StatusNotice:
    """That a party does not simply exist: since when, by which document, and what the law says of it."""

    label: str
    since: date | None
    source: str
    words: str
    basis: str
    demands_reason: bool
    """Whether a case against the party is opened only with a reason."""


@dataclass(frozen=True, kw_only=True)
class ChangedParty:
    """An open case whose party does not simply exist."""

    case_id: UUID
    case_number: str
    entity_name: str
    status_label: str


@dataclass(frozen=True, kw_only=True)
class ChangedParties:
    """How many such cases there are, and the first of them."""

    total: int
    first: Sequence[ChangedParty]


def status_notice(session: Session, entity: BusinessEntity) -> StatusNotice | None:
    """Return what is to be known of a party's status; nothing of one that simply exists."""
    if entity.status == PartyStatus.EXISTING:
        return None
    meaning = decide(TABLE, {"status": entity.status})
    changes = changes_of(session, entity.id, PartyChangeKind.STATUS)
    return StatusNotice(
        label=PartyStatus.words(entity.status),
        since=changes[-1].from_day if changes else None,
        source=changes[-1].source if changes else "",
        words=meaning["words"],
        basis=meaning["basis"],
        demands_reason=meaning["opening"] == WITH_REASON,
    )


def changed_parties(session: Session, actor: Actor) -> ChangedParties:
    """Return the open cases of the actor and of his sections whose parties do not simply exist, waiting ones too.

    Those whose party's place another one took are among them.
    """
    mine = select(CasePart.case_id).where(CasePart.officer_id == actor.officer_id)
    sections = {seat.department_id for seat in actor.seats if seat.role in DEPARTMENTAL}
    concerned = or_(Case.id.in_(mine), Case.department_id.in_(sections))
    party = aliased(BusinessEntity)
    changed = or_(party.status != PartyStatus.EXISTING, is_succeeded(party.id), is_succeeded(Case.entity_id))
    asked = select(Case.id, Case.number, party.name, party.status, func.count().over()).select_from(Case)
    named = asked.join(Case.entity).join(party, party.id == BusinessEntity.party_id)
    found = named.where(Case.closed_at.is_(None), changed, concerned, readable(actor)).order_by(Case.number)
    rows = session.execute(found.limit(AT_MOST)).all()
    first = [
        ChangedParty(
            case_id=case_id,
            case_number=number,
            entity_name=name,
            status_label=SUCCEEDED if status == PartyStatus.EXISTING else PartyStatus.words(status),
        )
        for case_id, number, name, status, _ in rows
    ]
    return ChangedParties(total=rows[0][-1] if rows else 0, first=first)
