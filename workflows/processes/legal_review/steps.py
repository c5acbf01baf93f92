"""Steps of 审核: which review the law demands, its time, its opinion (程序规定 49 to 55)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import ValidationError

from forms.choices import DeadlineEnd
from forms.legal_review import CHECK_POINTS, Finding, ReviewKind, ReviewOpinion
from workflows import clock
from workflows.errors import ReviewerUnqualified
from workflows.law import clock_of, decide, parameter
from workflows.models import Officer
from workflows.steps import StepContext, step
from workflows.steps.dossier import Dossier
from workflows.steps.extending import extend_clock
from workflows.steps.limits import end_clock, start_clock

TIMER = "case_review"
ASKED = {
    "public_interest": "major_public_interest",
    "complex": "complex_relations",
    "by_rule": "required_otherwise",
}
"""The facts that the law's table weighs, by the questions of the form."""
CHECKS = {"case_check": ReviewKind.CASE, "legal_check": ReviewKind.LEGAL}


def review_form(dossier: Dossier, on: date) -> Mapping[str, Any]:
    """案件审核/法制审核表 (form 36): what was handed over, what was found at each point, the opinion."""
    handed, review = dossier.answers("hand_over"), dossier.answers(dossier.answering)
    handed_over = dossier.step("hand_over")
    return {
        "case_number": dossier.case.number,
        "party_name": dossier.party.name,
        "uscc": dossier.party.shown_code,
        "section": dossier.case.department.name,
        "handlers": dossier.handlers(),
        "handed_over_on": str(clock.day_of(handed_over.at) if handed_over else on),
        "kind": CHECKS[dossier.answering].value,
        **{name: handed[name] for name in ("cause", "facts_found", "proposal", "investigation_ended_on")},
        "materials": [{"name": one} for one in handed["materials"]],
        "checks": [_check(review, point) for point in CHECK_POINTS],
        "opinion": review["review_opinion"],
        "reason": review.get("reason") or "",
        "reviewer": dossier.officers_named(dossier.actor_id)[0]["name"],
        "reviewed_on": str(on),
    }


def _check(review: Mapping[str, Any], point: str) -> Mapping[str, str]:
    return {
        "point": CHECK_POINTS[point],
        "result": Finding(review[point]).label,
        "finding": review[f"{point}_finding"],
    }


@step("major_case", "review_extended", "review_kind")
def find_review_kind(
    ctx: StepContext, *, review_kind: str, hearing_held: bool, act: str
) -> Mapping[str, Any]:
    """Return which review the law demands, and whether the case is a major one (程序规定 50).

    A caller may ask for more than the law demands, never for less.
    """
    facts = {name: bool(ctx.answers[asked]) for name, asked in ASKED.items()}
    facts["hearing_held"] = hearing_held and bool(ctx.answers["major_rights"])
    widened = act in parameter("review.legalScope", tuple)
    found = decide("legal_review", {**facts, "widened": widened})
    legal = found["required"] or review_kind == ReviewKind.LEGAL
    kind = ReviewKind.LEGAL if legal else ReviewKind.CASE
    ctx.note(f"应当进行{kind.label}。", basis=found["basis"], rule=found["rule"])
    major = decide("legal_review", {**facts, "widened": False})["required"]
    return {"review_kind": kind.value, "major_case": major, "review_extended": False}


@step("case_review_due")
def start_review(ctx: StepContext) -> Mapping[str, Any]:
    """Start the time for the review; a file that is handed over here is received at once (程序规定 55)."""
    return start_clock(ctx, "case_review", clock.day_of(ctx.commit.at), "收到案卷材料")


@step("case_review_due", "review_extended")
def extend_review(ctx: StepContext) -> Mapping[str, Any]:
    """Extend the time for the review, once, by as many working days as the leader grants.

    Raises ValidationError when that is more than the bureau allows.
    """
    extension, length = "case_review_extension", ctx.answers["workdays"]
    most = parameter("review.extensionWorkdays", int)
    if length > most:
        raise ValidationError({"workdays": [f"最多可以延长{most}个工作日。"]})
    found = extend_clock(ctx, TIMER, extension, asked_in=_last_check(ctx), length=length)
    ctx.note(f"批准延长审核期限{length}个工作日。", basis=clock_of(extension).basis)
    return {**found, "review_extended": True}


def _last_check(ctx: StepContext) -> str:
    """Return the review in which more time was asked for last."""
    return next(step.name for step in reversed(ctx.dossier.steps) if step.name in CHECKS)


@step("legal_opinion")
def record_review(ctx: StepContext, *, review_kind: str) -> Mapping[str, Any]:
    """Record the opinion of the review; anything but agreement sends the case back.

    Raises ReviewerUnqualified for a legal review by somebody without the qualification (行政处罚法 58).
    """
    if review_kind == ReviewKind.LEGAL and not _qualified(ctx):
        raise ReviewerUnqualified
    end_clock(ctx, TIMER, DeadlineEnd.MET, "已审核完毕")
    opinion = ReviewOpinion(ctx.answers["review_opinion"])
    ctx.note(f"{ReviewKind(review_kind).label}意见：{opinion.label}。", basis=clock_of("case_review").basis)
    return {"legal_opinion": "agree" if opinion is ReviewOpinion.AGREE else "return"}


def _qualified(ctx: StepContext) -> bool:
    """Whoever reviewed before the qualification was demanded is no first-time reviewer."""
    officer = ctx.session.get_one(Officer, ctx.commit.actor_id)
    demanded: date = parameter("review.qualifiedSince", date)
    since = officer.legal_reviewer_since
    return bool(officer.legal_qualification) or (since is not None and since < demanded)
