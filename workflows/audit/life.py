"""Parties have a life: each row says what its changes come to, and a paper names its party as of its own day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.audit.chain import ERASED
from workflows.audit.finding import Finding
from workflows.audit.joins import CALLED, Joined
from workflows.audit.reading import Found, each, stream
from workflows.models import BusinessEntity, Case, CharacterWriting, Document, DocumentChange, PartyChange
from workflows.parties.standing import by_day, value_on

COLUMNS = {
    "renamed": ("name", "名称"),
    "representative": ("legal_representative", "法定代表人"),
    "address": ("address", "住所"),
    "status": ("status", "登记状态"),
}
"""By the kind of a change: the column of the party's row that follows it, and what people call that."""
Known = tuple[datetime, Found]
"""An instant, and the row that stood for a party by what was on record then."""
AT_ONCE = timedelta(minutes=1)
"""A paper may be made while a change is entered: within this, it may be the one that did not know of the other."""


def check_rows(session: Session) -> Iterator[Finding]:
    """B2.6: name, status, representative and address of a party are what the fold of its changes says."""
    kind, rows = PartyChange.kind, [getattr(BusinessEntity, column) for column, _ in COLUMNS.values()]
    said = PartyChange.entity_id, kind, PartyChange.from_day, PartyChange.was, PartyChange.became
    asked = select(*said, *rows).join(BusinessEntity, PartyChange.entity_id == BusinessEntity.id)
    ordered = asked.where(kind.in_(COLUMNS)).order_by(PartyChange.entity_id, kind, PartyChange.id)
    for (entity_id, of_kind), changes in groupby(
        stream(session, ordered), lambda row: (row.entity_id, row.kind)
    ):
        if _says_otherwise(of_kind, list(changes)):
            words = f"登记的{COLUMNS[of_kind][1]}与其变更经过推演的结果不同。"
            yield Finding("B2.6", "business_entity", str(entity_id), words)
    unchanged = (
        ~select(PartyChange.id).where(PartyChange.entity_id == BusinessEntity.id, kind == "status").exists()
    )
    told = select(BusinessEntity.id).where(BusinessEntity.status != "existing", unchanged)
    yield from each(session, "B2.6", "business_entity", told, "登记状态不是存续，而没有变更的记载。")


def _says_otherwise(kind: str, changes: Sequence[Found]) -> bool:
    last = by_day(changes)[-1]
    stands = getattr(last, COLUMNS[kind][0]) or ""
    return last.became not in {stands, ERASED}


def check_papers(session: Session) -> Iterator[Finding]:
    """B2.5: a paper names the party of its case as it was called on the paper's day, and by a code of its own."""
    renamed, joined, writings = _renamings(session), Joined.read(session), _writings(session)
    corrected = select(DocumentChange.id).where(DocumentChange.replaced_by_id == Document.id).exists()
    said = Document.id, Document.facts, Document.issued_on, Document.issued_at, corrected.label("corrected")
    asked = select(*said, *CALLED).join(Case, Document.case_id == Case.id)
    for row in stream(session, asked.join(BusinessEntity, Case.entity_id == BusinessEntity.id)):
        parties = [*_parties(row, joined)]
        if _names_another(row, parties, renamed, writings) or row.facts.get("uscc") not in _codes(
            row, parties
        ):
            yield Finding("B2.5", "document", str(row.id), f"文书所写的当事人不是案件的当事人{row.name}。")


def _parties(row: Found, joined: Joined) -> Iterator[Known]:
    """Yield which row stood for the party of a paper, by what was on record when the paper was made."""
    for late in (-AT_ONCE, AT_ONCE):
        instant = row.issued_at + late
        yield instant, joined.row_for(row.party_id, instant) or row


def _codes(row: Found, parties: Sequence[Known]) -> set[str | None]:
    """Return how the party's code may be written; one that became known later is its own, and so is none."""
    codes = {code for _, one in [*parties, (None, row)] for code in (one.uscc, one.registration_number)}
    return {*codes, "（自然人）", None}


def _names_another(
    row: Found,
    parties: Sequence[Known],
    renamed: Mapping[int, Sequence[Found]],
    writings: Sequence[Found],
) -> bool:
    """Tell whether a paper names somebody else; the wording of one that replaces another is a leader's correction.

    Characters that no font had stand in the writing that was entered before.
    """
    named = row.facts.get("party_name", row.facts.get("recipient"))
    if named is None or row.corrected:
        return False
    called = {_called(row, one, renamed) for one in parties}
    known = str.maketrans({one.character: one.writing for one in writings if one.at <= row.issued_at})
    return not {named, ERASED} & {*called, *(name.translate(known) for name in called)}


def _called(row: Found, known: Known, renamed: Mapping[int, Sequence[Found]]) -> str:
    """Return how a party was called on the paper's day, by what was on record at an instant."""
    instant, party = known
    changes = renamed.get(party.party_id, ())
    first = changes[0].was if changes else party.name
    return value_on(by_day([one for one in changes if one.at <= instant]), row.issued_on, first)


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
