"""The facts of the papers of an extension (R7): the sheet on which it is approved, and the notice to the party."""

from datetime import date
from typing import Any

from forms.choices import Opinion
from workflows import clock
from workflows.law import clock_of, due
from workflows.processes.credit_repair.named import Facts, accepted_on, common
from workflows.steps.dossier import Dossier


def _extended(dossier: Dossier, on: date) -> dict[str, Any]:
    """Return from which day to which the time for deciding is extended, and why."""
    extended = dossier.deadline("repair_extension")
    base = dossier.deadline("repair_decision", "repair_decision_abnormal")
    former = base.last_day if base else on
    return {
        **common(dossier),
        "accepted_on": str(accepted_on(dossier, on)),
        "former_due_on": str(former),
        "due_on": str(extended.last_day if extended else due("repair_extension", former).last_day),
        "limit": clock_of("repair_extension").term,
        "reason": dossier.answers("verify").get("extension_reason", ""),
        "basis": [clock_of("repair_extension").basis],
    }


def extension_notice(dossier: Dossier, on: date) -> Facts:
    """延长办理期限通知书."""
    return _extended(dossier, on)


def extension_approval(dossier: Dossier, on: date) -> Facts:
    """延长办理期限审批表: the reason, the new day, and what handler, reviewer and approver say."""
    asked, reviewed = dossier.step("verify"), dossier.step("review_extension")
    return {
        **_extended(dossier, on),
        "section": dossier.case.department.name,
        "handlers": dossier.officers_named(asked.actor_id) if asked else [],
        "asked_on": str(clock.day_of(asked.at)) if asked else "",
        "review": dossier.answers("review_extension").get("extension_review", ""),
        "reviewers": dossier.officers_named(reviewed.actor_id) if reviewed else [],
        "reviewed_on": str(clock.day_of(reviewed.at)) if reviewed else "",
        "opinion": Opinion.AGREE.value,
        "approvers": dossier.officers_named(dossier.actor_id),
        "approved_on": str(on),
    }
