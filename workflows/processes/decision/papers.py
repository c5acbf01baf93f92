"""The facts of the papers on which a decision rests: the approval form, or the minutes of a discussion."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from forms.choices import Role
from forms.decision import spoken
from workflows.steps.dossier import Dossier

Facts = Mapping[str, Any]
APPROVALS = {
    "approve_by_unit_head": Role.UNIT_HEAD,
    "approve_by_leader": Role.APPROVER,
    "approve_by_chief": Role.CHIEF,
}


def _proposed(dossier: Dossier) -> dict[str, Any]:
    """Return what every such paper says of the case: its party, its handlers, what they propose and why."""
    proposed = dossier.answers("propose")
    return {
        "case_number": dossier.case.number,
        "party_name": dossier.party.name,
        "uscc": dossier.party.shown_code,
        "section": dossier.case.department.name,
        "handlers": dossier.handlers(),
        **{name: proposed[name] for name in ("cause", "facts_found", "proposal", "legal_basis")},
    }


def decision_approval(dossier: Dossier, on: date) -> Facts:
    """行政处理决定审批表 (form 43)."""
    proposed, approval = dossier.answers("propose"), dossier.answers(dossier.answering)
    return {
        **_proposed(dossier),
        "discretion": proposed.get("discretion") or "",
        "heard": proposed.get("heard") or "",
        "approver_role": APPROVALS[dossier.answering].value,
        "opinion": approval["decision_opinion"],
        "reason": approval.get("reason") or "",
        "approver": "".join(officer_names(dossier, [dossier.actor_id])),
        "approved_on": str(on),
    }


def discussion_minutes(dossier: Dossier, _on: date) -> Facts:
    """集体讨论记录 (form 42): time, place, chair, who attended, what each of them said, the conclusion."""
    held = dossier.answers("discuss")
    return {
        **_proposed(dossier),
        **{name: held[name] for name in ("started_at", "ended_at", "place", "report", "conclusion")},
        "chair": "".join(officer_names(dossier, [held["chair"]])),
        "recorder": "".join(officer_names(dossier, [dossier.actor_id])),
        "attendees": [{"name": name} for name in officer_names(dossier, held["attendees"])],
        "observers": held.get("observers") or "",
        "opinions": [dict(zip(("name", "opinion"), spoken(line), strict=True)) for line in held["opinions"]],
        "outcome": held["decision_opinion"],
    }


def officer_names(dossier: Dossier, ids: Sequence[int | None]) -> list[str]:
    """Return the names of officers, in the order of their ids as given."""
    return [one["name"] for one in dossier.officers_named(*ids)]


PAPERS = {"decision_approval": decision_approval, "discussion_minutes": discussion_minutes}
