"""Parties that are one: the row that stands for each is the one that the changes name, one after the other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workflows.audit.finding import Finding
from workflows.audit.reading import Found, stream
from workflows.models import BusinessEntity, PartyChange

CALLED = (
    BusinessEntity.id.label("party_id"),
    BusinessEntity.name,
    BusinessEntity.uscc,
    BusinessEntity.registration_number,
)
"""Which row it is, and what papers may call it."""
TOLD = "这一行所指的同一主体，不是登记变更依次推演的结果。"


def check(session: Session) -> Iterator[Finding]:
    """B2.7: a row names another one as its party exactly when it was joined to it, and not parted since."""
    whither = _joins(session)
    named = or_(BusinessEntity.one_with_id.is_not(None), BusinessEntity.id.in_(whither))
    for row in stream(session, select(BusinessEntity.id, BusinessEntity.one_with_id).where(named)):
        if row.one_with_id != _last_of(row.id, whither):
            yield Finding("B2.7", "business_entity", str(row.id), TOLD)


def _joins(session: Session) -> dict[int, int]:
    """Return of each row that is joined to another one to which."""
    joins: dict[int, int] = {}
    told = select(PartyChange.kind, PartyChange.entity_id, PartyChange.other_id)
    told = told.where(PartyChange.kind.in_(("same_as", "parted"))).order_by(PartyChange.id)
    for row in stream(session, told):
        if row.kind == "same_as":
            joins[row.entity_id] = row.other_id
        else:
            joins.pop(row.entity_id, None)
    return joins


def _last_of(row_id: int, whither: dict[int, int]) -> int | None:
    """Return the row at the end of the joins of one, None when it is joined to none."""
    last, passed = row_id, {row_id}
    while whither.get(last, row_id) not in passed:
        last = whither[last]
        passed.add(last)
    return None if last == row_id else last


@dataclass(frozen=True)
class Joined:
    """Which row stood for a party at an instant: what was made known by then, and the rows that it names."""

    changes: Mapping[int, Sequence[Found]]
    rows: Mapping[int, Found]

    @classmethod
    def read(cls, session: Session) -> Self:
        """Read every join and parting, and the rows to which others were ever joined."""
        said = PartyChange.kind, PartyChange.entity_id, PartyChange.other_id, PartyChange.at
        told = select(*said).where(PartyChange.kind.in_(("same_as", "parted"))).order_by(PartyChange.id)
        changes: dict[int, list[Found]] = defaultdict(list)
        for change in stream(session, told):
            changes[change.entity_id].append(change)
        others = {change.other_id for told in changes.values() for change in told}
        rows = stream(session, select(*CALLED).where(BusinessEntity.id.in_(others)))
        return cls(changes, {row.party_id: row for row in rows})

    def row_for(self, row_id: int, instant: datetime) -> Found | None:
        """Return the row that stood for the party of one at an instant, None when that was the row itself."""
        last = row_id
        for _ in self.rows:
            known = [change for change in self.changes.get(last, ()) if change.at <= instant]
            if not known or known[-1].kind == "parted":
                break
            last = known[-1].other_id
        return None if last == row_id else self.rows[last]
