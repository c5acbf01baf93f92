"""Steps of 信用修复告知 (R0): tell the party, with the penalty decision, when and how its record can be repaired."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflows.steps import repair_told
from workflows.steps.dossier import Dossier


def repair_notice(dossier: Dossier, _on: date) -> Mapping[str, Any]:
    """信用修复告知书: tier, how long and where it is shown, when and where to apply; repair is free."""
    return repair_told.repair_notice(dossier, dossier.record)
