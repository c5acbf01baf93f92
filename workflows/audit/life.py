"""Parties have a life: each row says what its changes come to."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.audit.chain import ERASED
from workflows.audit.finding import Finding
from workflows.audit.reading import Found, each, stream
from workflows.models import BusinessEntity, PartyChange
from workflows.parties.standing import by_day

COLUMNS = {
    "renamed": ("name", "名称"),
    "representative": ("legal_representative", "法定代表人"),
    "address": ("address", "住所"),
    "status": ("status", "登记状态"),
}
"""By the kind of a change: the column of the party's row that follows it, and what people call that."""


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
