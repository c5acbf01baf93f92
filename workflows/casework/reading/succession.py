"""Who took a party's place, and what becomes of its open cases and of its records by the law's table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from workflows.law import decide
from workflows.models import BusinessEntity, Case, CreditRecord
from workflows.parties.addressee import TABLE
from workflows.parties.succession import Succession, predecessors_of, successors_of
from workflows.register.wording import state_words

NOBODY, RECORDS, SHOWN = "none", "records", "shown"


@dataclass(frozen=True, kw_only=True)
class CaseSuccession:
    """What is to be known in an open case of which the party is over, or whose place another one took."""

    successors: Sequence[Succession]
    words: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class TakenOver:
    """A record of a party whose place another one took, as the page of that one shows it."""

    record: CreditRecord
    state_label: str


@dataclass(frozen=True, kw_only=True)
class Inheritance:
    """Whose place a party took, and the records of that one."""

    predecessor: Succession
    records: Sequence[TakenOver]


def case_succession(session: Session, case: Case, *, is_over: bool) -> CaseSuccession | None:
    """Return what becomes of an open case; None while its party goes on by itself.

    `is_over` says that the party does not exist any more: then somebody succeeds, or there is a way to end.
    """
    party = case.entity.party
    found = successors_of(session, party.id) if case.closed_at is None else []
    if case.closed_at is not None or not (found or is_over):
        return None
    ruling = _ruling(party, found, case.process_key)
    return CaseSuccession(successors=found, words=ruling["words"], basis=ruling["basis"])


def inheritances(session: Session, party: BusinessEntity) -> Sequence[Inheritance]:
    """Return whose place a party took, with the records that its page shows by the law's table."""
    found = predecessors_of(session, party.id)
    shown = [one for one in found if _ruling(one.party, [one], RECORDS)["outcome"] == SHOWN]
    records = session.scalars(_records_of([one.party.id for one in shown])).all() if shown else []
    taken = [(one.entity.party_id, TakenOver(record=one, state_label=state_words(one))) for one in records]
    return [
        Inheritance(predecessor=one, records=[row for owner, row in taken if owner == one.party.id])
        for one in found
    ]


def _records_of(party_ids: Sequence[int]) -> Select[CreditRecord]:
    of_parties = BusinessEntity.party_id.in_(party_ids)
    found = select(CreditRecord).join(CreditRecord.entity).where(of_parties)
    return found.order_by(CreditRecord.decided_on.desc(), CreditRecord.id.desc())


def _ruling(party: BusinessEntity, found: Sequence[Succession], matter: str) -> Mapping[str, Any]:
    manner = found[-1].manner.value if found else NOBODY
    return decide(TABLE, {"manner": manner, "matter": matter, "status": party.status})
