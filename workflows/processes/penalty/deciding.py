"""What the law makes of a proposed penalty: who reviews, who decides, whether a hearing has to be offered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.choices import EntityKind
from forms.penalty_words import Proposal
from workflows.law import decide, parameter
from workflows.processes.penalty.outcomes import Outcome
from workflows.steps.dossier import Dossier
from workflows.steps.penalty_case import Proposed, proposed

ACT = "penalty"
NOTICE = "penalty_notice"
RESULTS = {
    Proposal.PENALTY: Outcome.PENALISED,
    Proposal.NO_PENALTY: Outcome.NOT_PENALISED,
    Proposal.WITHDRAWN: Outcome.CASE_WITHDRAWN,
    Proposal.TRANSFER: Outcome.TRANSFERRED,
}
"""How a case ends that was decided so."""
PAPERS_OF = {Proposal.PENALTY: "penalty_decision", Proposal.NO_PENALTY: "no_penalty_decision"}


@dataclass(frozen=True)
class Weighed:
    """What the tables say of a proposal: the variables by which the diagram goes on, and why."""

    variables: Mapping[str, Any]
    sentence: str
    basis: str
    rule: str


def weighed(dossier: Dossier) -> Weighed:
    """Return what the tables of hearings and approvers say of the latest proposal. Raises as `decide` does."""
    found = proposed(dossier)
    approver, hearing = _approver(found), _hearing(dossier, found)
    variables = {
        "hearing_in_scope": bool(hearing["hearing"]),
        "hearing_requested": False,
        "review_kind": "legal" if approver["review"] == "legal_review" else "case",
        "notice_kind": NOTICE,
        "defence_clock": "statement_and_defence",
        "proposed_weight": int(found.owed),
        "act": ACT,
        "decision_kind": PAPERS_OF.get(found.proposal, ""),
        "major": bool(found.answers["major"]),
        "severe_kinds": _severe(found),
        "food_fine": _food_fine(found),
    }
    return Weighed(variables, f"听证：{hearing['reason']}。", hearing["basis"], hearing["rule"])


NOT_ASKED = {"hearing": False, "reason": "没有拟给予处罚", "basis": "", "rule": ""}


def _hearing(dossier: Dossier, found: Proposed) -> Mapping[str, Any]:
    if found.proposal is not Proposal.PENALTY:
        return NOT_ASKED
    facts = {
        "penalty_kinds": found.kinds,
        "heard_as": heard_as(dossier.case.entity.kind),
        "fine": found.fine,
        "confiscation": found.confiscation,
        "heavier_by_rule": bool(found.answers["heavier_by_rule"]),
        "person_limit": parameter("hearing.person"),
        "org_limit": parameter("hearing.org"),
    }
    return decide("hearing_threshold", facts)


def heard_as(kind: str) -> str:
    """Return whether a party is measured as a person or as an organisation."""
    if kind == EntityKind.INDIVIDUAL_BUSINESS:
        return parameter("tier.individualBusinessAs", str).lower()
    return "person" if kind == EntityKind.PERSON else "org"


def _approver(found: Proposed) -> Mapping[str, Any]:
    facts = {
        "act": ACT,
        "major": bool(found.answers["major"]),
        "severe_kinds": _severe(found),
        "food_fine": _food_fine(found),
        "superior_consent": bool(parameter("list.superiorConsent")),
    }
    return decide("approver", facts)


def _severe(found: Proposed) -> bool:
    return found.restriction is not None and found.restriction.is_severe


def _food_fine(found: Proposed) -> int | None:
    """Return the fine of a food case in whole yuan; the table asks from what amount on, so cents do not matter."""
    return int(found.fine) if found.answers["food_case"] and found.fine else None
