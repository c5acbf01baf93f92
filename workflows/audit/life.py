"""Parties have a life: each row says what its changes come to, and a paper names its party as of its own day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.audit.chain import ERASED
from workflows.audit.finding import Finding
from workflows.audit.reading import Found, each, stream
from workflows.models import BusinessEntity, Case, Document, DocumentChange, PartyChange
from workflows.parties.standing import by_day, value_on

COLUMNS = {
    "renamed": ("name", "名称"),
    "representative": ("legal_representative", "法定代表人"),
    "address": ("address", "住所"),
    "status": ("status", "登记状态"),
}
"""By the kind of a change: the column of the party's row that follows it, and what people call that."""
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
    renamed = _renamings(session)
    party = (
        BusinessEntity.id.label("party_id"),
        BusinessEntity.name,
        BusinessEntity.uscc,
        BusinessEntity.registration_number,
    )
    corrected = select(DocumentChange.id).where(DocumentChange.replaced_by_id == Document.id).exists()
    said = Document.id, Document.facts, Document.issued_on, Document.issued_at, corrected.label("corrected")
    asked = select(*said, *party).join(Case, Document.case_id == Case.id)
    for row in stream(session, asked.join(BusinessEntity, Case.entity_id == BusinessEntity.id)):
        if _names_another(row, renamed) or row.facts.get("uscc") not in _codes(row):
            yield Finding("B2.5", "document", str(row.id), f"文书所写的当事人不是案件的当事人{row.name}。")


def _codes(row: Found) -> set[str | None]:
    """Return how the party's code may be written; one that became known later is its own, and so is none."""
    return {row.uscc, row.registration_number, "（自然人）", None}


def _names_another(row: Found, renamed: Mapping[int, Sequence[Found]]) -> bool:
    """Tell whether a paper names somebody else; the wording of one that replaces another is a leader's correction."""
    named = row.facts.get("party_name", row.facts.get("recipient"))
    if named is None or row.corrected:
        return False
    changes = renamed.get(row.party_id, ())
    return not {named, ERASED} & set(_called(row, changes))


def _called(row: Found, changes: Sequence[Found]) -> Iterator[str]:
    """Yield how the party was called on the paper's day, by what was on record when the paper was made."""
    first = changes[0].was if changes else row.name
    for late in (-AT_ONCE, AT_ONCE):
        known = [change for change in changes if change.at <= row.issued_at + late]
        yield value_on(by_day(known), row.issued_on, first)


def _renamings(session: Session) -> Mapping[int, Sequence[Found]]:
    said = PartyChange.entity_id, PartyChange.from_day, PartyChange.at, PartyChange.was, PartyChange.became
    renamed = select(*said).where(PartyChange.kind == "renamed").order_by(PartyChange.id)
    found: dict[int, list[Found]] = defaultdict(list)
    for row in stream(session, renamed):
        found[row.entity_id].append(row)
    return found
