"""A paper names the party of its case as it was called on the paper's day, or who had taken its place by then."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.audit.chain import ERASED
from workflows.audit.finding import Finding
from workflows.audit.heirs import Heirs, together
from workflows.audit.joins import CALLED, Joined
from workflows.audit.reading import Found, stream
from workflows.models import BusinessEntity, Case, CharacterWriting, Document, DocumentChange, PartyChange
from workflows.parties.standing import by_day, value_on

AT_ONCE = timedelta(minutes=1)
"""A paper may be made while a change is entered: within this, it may be the one that did not know of the other."""
UNNUMBERED = "（自然人）"


@dataclass(frozen=True)
class Moment:
    """What counts for a paper: its day, and what was on record at an instant."""

    day: date
    instant: datetime


@dataclass(frozen=True)
class Calls:
    """How parties may be called: by their names, and by the names of those who took their place."""

    renamed: Mapping[int, Sequence[Found]]
    joined: Joined
    heirs: Heirs
    writings: Sequence[Found]

    @classmethod
    def read(cls, session: Session) -> Self:
        """Read all that was made known of names, of parties that are one, of successions, and of characters."""
        joined = Joined.read(session)
        return cls(_renamings(session), joined, Heirs.read(session, joined), _writings(session))

    def names(self, party: Found, at: Moment, passed: frozenset[int] = frozenset()) -> set[str]:
        """Return how a party may be called; whom one has passed on the way is not asked again."""
        changes = self.renamed.get(party.party_id, ())
        first = changes[0].was if changes else party.name
        own = value_on(by_day([one for one in changes if one.at <= at.instant]), at.day, first)
        heirs = [self.names(one, at, passed | {party.party_id}) for one in self._heirs(party, at, passed)]
        return {*together(own, heirs, taken_from=f"（承继{own}）")}

    def codes(self, party: Found, at: Moment, passed: frozenset[int] = frozenset()) -> set[str]:
        """Return how the code of a party may be written."""
        own = party.uscc or party.registration_number or UNNUMBERED
        heirs = [self.codes(one, at, passed | {party.party_id}) for one in self._heirs(party, at, passed)]
        return {*together(own, heirs)}

    def _heirs(self, party: Found, at: Moment, passed: frozenset[int]) -> Iterator[Found]:
        passed |= {party.party_id}
        yield from (one for one in self.heirs.of(party, at.instant, at.day) if one.party_id not in passed)


def check(session: Session) -> Iterator[Finding]:
    """B2.5: a paper names the party of its case as it was called on the paper's day, and by a code of its own."""
    calls = Calls.read(session)
    corrected = select(DocumentChange.id).where(DocumentChange.replaced_by_id == Document.id).exists()
    said = Document.id, Document.facts, Document.issued_on, Document.issued_at, corrected.label("corrected")
    asked = select(*said, *CALLED).join(Case, Document.case_id == Case.id)
    for row in stream(session, asked.join(BusinessEntity, Case.entity_id == BusinessEntity.id)):
        if _names_another(row, calls) or row.facts.get("uscc") not in _codes(row, calls):
            yield Finding("B2.5", "document", str(row.id), f"文书所写的当事人不是案件的当事人{row.name}。")


def _known(row: Found, calls: Calls) -> Iterator[tuple[Found, Moment]]:
    """Yield which row stood for the party of a paper, by what was on record when the paper was made."""
    for late in (-AT_ONCE, AT_ONCE):
        at = Moment(row.issued_on, row.issued_at + late)
        yield calls.joined.row_for(row.party_id, at.instant) or row, at


def _codes(row: Found, calls: Calls) -> set[str | None]:
    """Return how the party's code may be written; one that became known later is its own, and so is none."""
    own = {row.uscc, row.registration_number, UNNUMBERED, None}
    return own.union(
        *(calls.codes(party, at) | {party.registration_number} for party, at in _known(row, calls))
    )


def _names_another(row: Found, calls: Calls) -> bool:
    """Tell whether a paper names somebody else; the wording of one that replaces another is a leader's correction.

    Characters that no font had stand in the writing that was entered before.
    """
    named = row.facts.get("party_name", row.facts.get("recipient"))
    if named is None or row.corrected:
        return False
    names = set[str]().union(*(calls.names(party, at) for party, at in _known(row, calls)))
    known = str.maketrans({one.character: one.writing for one in calls.writings if one.at <= row.issued_at})
    return not {named, ERASED} & {*names, *(name.translate(known) for name in names)}


def _writings(session: Session) -> Sequence[Found]:
    told = select(CharacterWriting.character, CharacterWriting.writing, CharacterWriting.at)
    return list(stream(session, told.order_by(CharacterWriting.id)))


def _renamings(session: Session) -> Mapping[int, Sequence[Found]]:
    said = PartyChange.entity_id, PartyChange.from_day, PartyChange.at, PartyChange.was, PartyChange.became
    renamed = select(*said).where(PartyChange.kind == "renamed").order_by(PartyChange.id)
    found: dict[int, list[Found]] = defaultdict(list)
    for row in stream(session, renamed):
        found[row.entity_id].append(row)
    return found
