"""Steps of 信用修复告知 (R0): tell the party, with the penalty decision, when and how its record can be repaired."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from forms.choices import RecordKind, RecordState, Role
from workflows.errors import RecordNotInState
from workflows.models import CreditRecord
from workflows.register.wording import awaits_publicity
from workflows.steps import repair_told
from workflows.steps.dossier import Dossier

OPENED_BY = frozenset({Role.WINDOW, Role.CASE_OFFICER})
CASE_SERIES = "信告"
ENDS_AS = "repair_ended"
"""The procedure that a case goes over into when its record is withdrawn."""


def may_open(record: CreditRecord) -> None:
    """Refuse a notice about anything but a penalty that is shown, or soon will be. Raises RecordNotInState."""
    shown = record.state == RecordState.PUBLISHED or awaits_publicity(record)
    if record.kind != RecordKind.PENALTY or not shown:
        raise RecordNotInState("只有公示中或者待公示的行政处罚信息需要制发信用修复告知书。")


def repair_notice(dossier: Dossier, on: date) -> Mapping[str, Any]:
    """信用修复告知书: tier, how long and where it is shown, when and where to apply; repair is free."""
    return repair_told.repair_notice(dossier.record)


PAPERS: Mapping[str, Callable[[Dossier, date], Mapping[str, Any]]] = {"repair_notice": repair_notice}
