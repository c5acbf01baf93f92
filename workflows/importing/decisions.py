"""Entering penalty decisions: new ones added, changed ones updated, re-sent ones left alone (V-8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import RecordState
from forms.identifiers import document_number_key
from workflows.importing.entities import EntityBook
from workflows.importing.faults import Fault, fault
from workflows.importing.reading import Line
from workflows.importing.row import IN_FORCE, REVOKED, PenaltyRow
from workflows.models import BusinessEntity, CreditRecord, PenaltyDecision

Key = tuple[str, int, str]
Settled = list[tuple[Line, PenaltyRow, BusinessEntity]]
FIRST_SPELLING = frozenset({"document_number"})
"""What stays as it was first sent."""


@dataclass
class Entered:
    """What became of the sound rows of one part: each decision touched, and whether it is new."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    touched: dict[Key, tuple[PenaltyDecision, bool]] = field(default_factory=dict)
    refused: list[tuple[Line, list[Fault]]] = field(default_factory=list)


def enter(session: Session, run_id: int, rows: Settled, book: EntityBook) -> Entered:
    """Return what became of the rows; entities have ids before, decisions have them afterwards."""
    entered = Entered()
    keys = [
        (document_number_key(row.document_number), book.entity_of(entity.id), row.authority_code)
        for _, row, entity in rows
    ]
    on_file = _on_file(session, [number for number, _, _ in keys], book)
    for key, (line, row, _) in zip(keys, rows, strict=True):
        decision = on_file.get(key)
        if fault_found := _refusal(decision, row) or _put_while_joined(session, key, on_file, book):
            entered.refused.append((line, [fault_found]))
        elif decision is None:
            on_file[key] = _add(session, entered, key, run_id, row)
        elif decision.case_id is not None or decision.row_digest == row.digest():
            entered.unchanged += 1
        else:
            _update(entered, key, decision, run_id, row)
    session.flush()
    return entered


def _on_file(session: Session, number_keys: Sequence[str], book: EntityBook) -> dict[Key, PenaltyDecision]:
    found = session.scalars(select(PenaltyDecision).where(PenaltyDecision.number_key.in_(set(number_keys))))
    return {(one.number_key, book.entity_of(one.entity_id), one.authority_code): one for one in found}


def _put_while_joined(
    session: Session, key: Key, on_file: Mapping[Key, PenaltyDecision], book: EntityBook
) -> Fault | None:
    """Return a fault when the decision stands under a party that was parted from this one since."""
    keys = ((key[0], other, key[2]) for other in book.parted_from(key[1]))
    found = next((on_file[one] for one in keys if one in on_file), None)
    if key in on_file or found is None:
        return None
    stands = CreditRecord.penalty_id == found.id, CreditRecord.state != RecordState.WITHDRAWN
    if session.scalar(select(CreditRecord.id).where(*stands)) is None:
        return None
    words = f"已经记在{found.entity.name}（{found.entity.shown_code}）名下，那时两户登记为同一主体"
    mend = "请核对当事人；确属本主体的，请信用监管科撤回那一户名下的记录后重新导入"
    return fault("CF_WSH", found.document_number, words, mend)


def _refusal(decision: PenaltyDecision | None, row: PenaltyRow) -> Fault | None:
    """Return what stands against a row, looking at the decision on file."""
    revoked = row.decision_state == REVOKED
    if decision is None:
        words = "是撤销，而系统中没有归集过这一决定"
        return fault("CF_ZT", "", words, "已撤销的决定不归集，请删去这一行") if revoked else None
    if decision.case_id is not None:
        return _refusal_of_ours(decision, row)
    if decision.decision_state == REVOKED and not revoked:
        words = "：这一决定已经按填报撤销，不再公示"
        mend = "请删去这一行；重新作出决定的，以新的决定书文号填报"
        return fault("CF_WSH", row.document_number, words, mend)
    return None


def _refusal_of_ours(decision: PenaltyDecision, row: PenaltyRow) -> Fault | None:
    """A decision that was made in a case here is what the case says; a file neither changes nor revokes it."""
    ours = (
        set(decision.kinds.split(";")),
        decision.fine,
        decision.confiscation,
        decision.decided_on,
        IN_FORCE,
    )
    theirs = (set(row.kinds.split(";")), row.fine, row.confiscation, row.decided_on, row.decision_state)
    if ours == theirs:
        return None
    words = "是本局在本系统办案作出的决定，处罚类别、金额、日期或者状态与案件不同"
    return fault(
        "CF_WSH", row.document_number, words, "请以案件为准，删去或者改正这一行；决定有变更的，在案件中办理"
    )


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
    """Correct a decision by what was sent again, or revoke it; a revoked one stays what it was beside that."""
    stated = row.decision()
    names = {"decision_state"} if row.decision_state == REVOKED else stated.keys() - FIRST_SPELLING
    for name in names:
        setattr(decision, name, stated[name])
    decision.row_digest = row.digest()
    decision.import_run_id = run_id
    entered.updated += 1
    entered.touched.setdefault(key, (decision, False))
