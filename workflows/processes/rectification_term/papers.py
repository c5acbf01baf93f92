"""The facts of the answers to a request for more time (P2-07)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflows.law import clock_of, due
from workflows.steps.dossier import Dossier
from workflows.steps.penalty_case import named
from workflows.steps.rectification_case import EXTENSION, TERM, named_order

Facts = Mapping[str, Any]


def _asked(dossier: Dossier, on: date) -> dict[str, Any]:
    asked, base = dossier.answers("follow_up"), dossier.deadline(TERM)
    return {
        **named(dossier),
        "order": named_order(dossier),
        "received_on": str(asked["received_on"]),
        "reason": asked["extension_reason"],
        "former_due_on": str(base.last_day if base else on),
    }


def extension_notice(dossier: Dossier, on: date) -> Facts:
    """准予延期整改通知书: from which day to which the time is extended."""
    asked, days = _asked(dossier, on), int(dossier.answers("follow_up")["extension_days"])
    former = date.fromisoformat(asked["former_due_on"])
    ends = due(EXTENSION, former, length=days).last_day
    return {**asked, "limit": clock_of(EXTENSION).written(days), "due_on": str(ends)}


def extension_refusal(dossier: Dossier, on: date) -> Facts:
    """不予延期整改通知书: why there is no more time."""
    reason = dossier.answers("decide_extension")["refusal_reason"]
    return {**_asked(dossier, on), "refusal_reason": reason}


PAPERS = {
    "rectification_extension_notice": extension_notice,
    "rectification_extension_refusal": extension_refusal,
}
