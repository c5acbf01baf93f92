"""信用修复告知 as a procedure: about penalties that are shown or soon will be."""

from forms.choices import RecordKind, RecordState, Role
from workflows.errors import RecordNotInState
from workflows.models import CreditRecord
from workflows.processes.repair_notice.outcomes import Outcome
from workflows.processes.repair_notice.steps import repair_notice
from workflows.register.wording import awaits_publicity
from workflows.steps.declared import About, Declared


def may_open(record: CreditRecord) -> None:
    """Refuse a notice about anything but a penalty that is shown, or soon will be. Raises RecordNotInState."""
    shown = record.state == RecordState.PUBLISHED or awaits_publicity(record)
    if record.kind != RecordKind.PENALTY or not shown:
        raise RecordNotInState("只有公示中或者待公示的行政处罚信息需要制发信用修复告知书。")


PROCEDURE = Declared(
    opened_by=frozenset({Role.WINDOW, Role.CASE_OFFICER}),
    about=About.RECORD,
    series="信告",
    action="制发修复告知书",
    may_open=may_open,
    papers={"repair_notice": repair_notice},
    outcomes=Outcome,
    ends_as="repair_ended",
)
