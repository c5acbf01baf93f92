"""Who took a party's place, as papers may name them: all of them together, and whose place they took."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from typing import Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.audit.joins import CALLED, Joined
from workflows.audit.reading import Found, stream
from workflows.models import BusinessEntity, PartyChange
from workflows.parties.standing import by_day

MISTAKEN = "mistaken"


@dataclass(frozen=True)
class Heirs:
    """Every succession that was made known, and the rows of those who succeeded."""

    changes: Mapping[int, Sequence[Found]]
    rows: Mapping[int, Found]
    joined: Joined

    @classmethod
    def read(cls, session: Session, joined: Joined) -> Self:
        """Read every succession; `joined` says which row stood for whom."""
        said = (
            PartyChange.entity_id,
            PartyChange.other_id,
            PartyChange.from_day,
            PartyChange.at,
            PartyChange.became,
        )
        told = select(*said).where(PartyChange.kind == "succeeded_by").order_by(PartyChange.id)
        changes: dict[int, list[Found]] = defaultdict(list)
        for change in stream(session, told):
            changes[change.entity_id].append(change)
        others = {change.other_id for told in changes.values() for change in told}
        rows = stream(session, select(*CALLED).where(BusinessEntity.id.in_(others)))
        return cls(changes, {row.party_id: row for row in rows}, joined)

    def of(self, party: Found, instant: datetime, day: date) -> list[Found]:
        """Return who had taken a party's place by a day, by what was on record at an instant."""
        rows = {party.party_id, *(self.changes.keys() & self.joined.changes.keys())}
        told = [
            change
            for row_id in sorted(rows)
            if self._stands_for(row_id, instant) == party.party_id
            for change in self.changes.get(row_id, ())
        ]
        known = by_day([one for one in told if one.at <= instant and one.from_day <= day])
        last = {self._stands_for(one.other_id, instant): one for one in known}
        return [self._row(party_id) for party_id, one in last.items() if one.became != MISTAKEN]

    def _stands_for(self, row_id: int, instant: datetime) -> int:
        row = self.joined.row_for(row_id, instant)
        return row.party_id if row else row_id

    def _row(self, party_id: int) -> Found:
        return self.rows[party_id] if party_id in self.rows else self.joined.rows[party_id]


def together(own: str, heirs: Sequence[set[str]], *, taken_from: str = "") -> Iterator[str]:
    """Yield how a paper may write what several have (names, codes), and what the party itself has."""
    yield own
    for each in product(*heirs) if heirs else ():
        yield "、".join(dict.fromkeys(each)) + taken_from
