"""Erasing of personal text (PIPL 47): on record with its reason, in one transaction, and the chain still holds."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import PartyChangeKind
from workflows.errors import NotErasable, NotFound
from workflows.models import (
    AccountChange,
    AddressConfirmation,
    Appointment,
    Case,
    CaseAct,
    CaseActDecision,
    CaseStep,
    Chained,
    CreditEntry,
    Delegation,
    Document,
    DocumentChange,
    Erasure,
    Lead,
    LeadChange,
    PartyChange,
    PurposeStatement,
    Reassignment,
    RecordVersion,
    Recusal,
    SecondOfficerAnswer,
    Service,
)
from workflows.parties.kinds import KINDS
from workflows.register.chained import commitment
from workflows.register.commit import Commit

ERASED = "（已依法删除）"
"""What stands in the place of a text that was erased; answers and details are left empty."""

# Papers are not among them: they are archives, which are kept as long as the law of archives says (PIPL 47, 2).
ERASABLE: dict[str, Any] = {
    model.__tablename__: model
    for model in (
        CaseStep,
        CreditEntry,
        Service,
        AddressConfirmation,
        DocumentChange,
        Recusal,
        Delegation,
        PartyChange,
        PurposeStatement,
        AccountChange,
        Appointment,
        Reassignment,
        SecondOfficerAnswer,
        Lead,
        LeadChange,
        CaseAct,
        CaseActDecision,
        RecordVersion,
    )
}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which text is to be erased, and why."""

    table: str
    row_id: int
    column: str
    reason: str


def erase(session: Session, commit: Commit, wanted: Wanted) -> Erasure:
    """Erase a personal text of a row of the chain, and return what was put on record about it.

    The commitment stays, so that the row's link still verifies; its salt goes, so that nobody can try texts
    against it. Raises NotFound, or NotErasable with what stands against it.
    """
    row = _row(session, wanted)
    salts = dict(row.salts)
    if wanted.column not in salts:
        raise NotErasable("这一项已经删除。")
    value = getattr(row, wanted.column)
    if value is None:
        raise NotErasable("这一项没有内容。")
    erasure = Erasure(
        table_name=wanted.table,
        row_id=wanted.row_id,
        column_name=wanted.column,
        commitment=commitment(salts.pop(wanted.column), value),
        reason=wanted.reason.strip(),
        erased_by_id=commit.actor_id,
        at=commit.at,
    )
    commit.write(session, [erasure])
    session.flush()  # the database lets the text go only when its erasure is on record
    setattr(row, wanted.column, {} if isinstance(value, dict) else ERASED)
    row.salts = salts
    return erasure


def _row(session: Session, wanted: Wanted) -> Any:
    """Return the row, locked. Raises NotFound or NotErasable."""
    model = ERASABLE.get(wanted.table)
    if model is None or wanted.column not in model.personal:
        raise NotErasable(f"{wanted.table} 的 {wanted.column} 不是可以删除的个人信息。")
    if not wanted.reason.strip():
        raise NotErasable("请写明删除的理由。")
    found = select(model).where(model.id == wanted.row_id).with_for_update(of=model)
    row = session.scalars(found.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotFound
    if isinstance(row, PartyChange) and wanted.column in KINDS[PartyChangeKind(row.kind)].coded:
        raise NotErasable("这一项是代码，不是个人信息，案件和文书以它为准。")
    if _case_is_open(session, row):
        raise NotErasable("所属案件尚未办结，仍需使用这一信息。")
    return row


def _case_is_open(session: Session, row: Chained) -> bool:
    """Tell whether the row belongs to a case that still needs what it says."""
    case_id = getattr(row, "case_id", None)
    if case_id is None and isinstance(row, Service | DocumentChange):
        case_id = session.get_one(Document, row.document_id).case_id
    return case_id is not None and session.get_one(Case, case_id).closed_at is None
