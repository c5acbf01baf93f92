"""Entering penalty decisions: new ones added, changed ones updated, re-sent ones left alone (V-8)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.identifiers import document_number_key
from workflows.importing.row import PenaltyRow
from workflows.models import BusinessEntity, PenaltyDecision

Key = tuple[str, int, str]


@dataclass
class Entered:
    """What became of the sound rows of one part: each decision touched, and whether it is new."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    touched: dict[Key, tuple[PenaltyDecision, bool]] = field(default_factory=dict)


def enter(session: Session, run_id: int, rows: Sequence[tuple[PenaltyRow, BusinessEntity]]) -> Entered:
    """Return what became of the rows; entities have ids before, decisions have them afterwards."""
    entered = Entered()
    keys = [document_number_key(row.document_number) for row, _ in rows]
    on_file = _on_file(session, keys)
    for number_key, (row, entity) in zip(keys, rows, strict=True):
        key = (number_key, entity.id, row.authority_code)
        decision = on_file.get(key)
        if decision is None:
            on_file[key] = _add(session, entered, key, run_id, row)
        elif decision.row_digest == row.digest():
            entered.unchanged += 1
        else:
            _update(entered, key, decision, run_id, row)
    session.flush()
    return entered


def _on_file(session: Session, number_keys: Sequence[str]) -> dict[Key, PenaltyDecision]:
    found = session.scalars(select(PenaltyDecision).where(PenaltyDecision.number_key.in_(set(number_keys))))
    return {(one.number_key, one.entity_id, one.authority_code): one for one in found}


def _add(session: Session, entered: Entered, key: Key, run_id: int, row: PenaltyRow) -> PenaltyDecision:
    decision = PenaltyDecision(
        entity_id=key[1],
        number_key=key[0],
        row_digest=row.digest(),
        import_run_id=run_id,
        **row.decision(),
    )
    session.add(decision)
    entered.added += 1
    entered.touched[key] = (decision, True)
    return decision


def _update(entered: Entered, key: Key, decision: PenaltyDecision, run_id: int, row: PenaltyRow) -> None:
    """Correct a decision by what was sent again; its number stays spelled as it was first sent."""
    for name, value in row.decision().items():
        if name != "document_number":
            setattr(decision, name, value)
    decision.row_digest = row.digest()
    decision.import_run_id = run_id
    entered.updated += 1
    entered.touched.setdefault(key, (decision, False))
