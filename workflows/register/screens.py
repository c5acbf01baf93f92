"""The screens of credit repair, answered by query instead of by asking the applicant (§1.3)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, false, select
from sqlalchemy.orm import Session

from forms.choices import RecordKind, RecordState
from workflows.law import add_months, parameter
from workflows.law.penalties import tier_of
from workflows.law.workdays import ONE_DAY
from workflows.models import CreditRecord, PenaltyDecision
from workflows.parties.joined import rows_of
from workflows.register.penalties import as_law_sees

LISTS = (RecordKind.ABNORMAL_LIST, RecordKind.ABNORMAL_MARK, RecordKind.SERIOUS_LIST)
EXCLUSION = "限制从业"
"""The kind of penalty that, without an end, is one for life."""


@dataclass(frozen=True, kw_only=True)
class Screens:
    """What the register says about a record on a day; each is a fact that the gate table weighs."""

    minimum_reached: bool
    restriction_running: bool
    permanent_ban: bool
    same_kind_repeat: bool
    heavier_penalty: bool
    on_lists: bool
    fraud_lockout: bool


def screen(session: Session, record: CreditRecord, on: date) -> Screens:
    """Ask the register, in one statement, for everything that may stand against a repair on a day."""
    repeat_since = _since(on, int(parameter("repair.screen.repeatMonths")))
    fraud_since = _since(on, int(parameter("repair.fraud.lockoutMonths")))
    fraud = CreditRecord.kind == RecordKind.REPAIR_FRAUD, CreditRecord.decided_on >= fraud_since
    shown = CreditRecord.kind.in_(LISTS), CreditRecord.state == RecordState.PUBLISHED
    heavier = CreditRecord.kind == RecordKind.PENALTY, CreditRecord.tier != "minor"
    asked = select(
        _repeated(record, repeat_since),
        _another(record, *heavier, CreditRecord.decided_on > record.decided_on),
        _another(record, *shown),
        _another(record, *fraud),
    )
    repeated, heavier_since, listed, locked = session.execute(asked).one()
    until = _restricted_until(record)
    return Screens(
        minimum_reached=record.earliest_repair_on is not None and record.earliest_repair_on <= on,
        restriction_running=until is not None and until >= on,
        permanent_ban=_excluded_for_life(record.penalty),
        same_kind_repeat=repeated,
        heavier_penalty=heavier_since,
        on_lists=listed,
        fraud_lockout=locked,
    )


def _since(on: date, months: int) -> date:
    """Return the first day from which a term of so many months still runs on a day, its last day included.

    Counted back alone, a short month would let a term run on that has ended.
    """
    first = add_months(on, -months)
    while add_months(first, months) < on:
        first += ONE_DAY
    return first


def _repeated(record: CreditRecord, since: date) -> ColumnElement[bool]:
    """Whether the party was punished again for the same kind of violation, after this decision and lately.

    A decision that was taken back, or whose record was withdrawn, is none.
    """
    this = record.penalty
    if this is None:
        return false()
    withdrawn = CreditRecord.penalty_id == PenaltyDecision.id, CreditRecord.state == RecordState.WITHDRAWN
    return exists().where(
        ~exists().where(*withdrawn),
        PenaltyDecision.entity_id.in_(rows_of(record.entity.party_id)),
        PenaltyDecision.id != this.id,
        PenaltyDecision.violation_type == this.violation_type,
        PenaltyDecision.decided_on >= since,
        PenaltyDecision.decided_on > this.decided_on,
    )


def _another(record: CreditRecord, *facts: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether another record of the same party, which was not withdrawn, has these facts."""
    of_party = CreditRecord.entity_id.in_(rows_of(record.entity.party_id))
    stands = CreditRecord.id != record.id, CreditRecord.state != RecordState.WITHDRAWN
    return exists().where(of_party, *stands, *facts)


def _restricted_until(record: CreditRecord) -> date | None:
    """Return the last day of a restriction that the penalty laid on the party, if it has one."""
    penalty = record.penalty
    if penalty is None or penalty.effective_until == parameter("dp.noExpiry"):
        return None
    return penalty.effective_until if tier_of(as_law_sees(penalty, record.entity))["restricts"] else None


def _excluded_for_life(penalty: PenaltyDecision | None) -> bool:
    if penalty is None:
        return False
    return EXCLUSION in penalty.kinds and penalty.effective_until == parameter("dp.noExpiry")
