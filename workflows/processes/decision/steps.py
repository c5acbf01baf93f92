"""Steps of 决定: who decides is the law's to say; a panel decides on its minutes only (行政处罚法 57)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from forms.choices import DeadlineEnd, Role
from forms.decision import spoken
from workflows import clock
from workflows.errors import MinutesMissing, NotDecidedHere, OpinionsMissing, TooFewMembers
from workflows.law import decide, parameter
from workflows.models import Document
from workflows.processes.decision.papers import APPROVALS, officer_names
from workflows.steps import StepContext, step
from workflows.steps.limits import end_clock, start_clock

CONSENT = "listing_consent"
DECIDERS = frozenset({*APPROVALS.values(), Role.PANEL})


@step("approver_role", "minutes_needed", "superior_needed")
def find_approver(
    ctx: StepContext, *, act: str, major: bool, severe_kinds: bool, food_fine: int | None
) -> Mapping[str, Any]:
    """Return who decides on an act, whether on minutes, and whether a superior authority has to agree.

    Raises FactsUnfit for an act that the law's table does not know, NotDecidedHere for one without a decision.
    """
    facts = {"act": act, "major": major, "severe_kinds": severe_kinds, "food_fine": food_fine}
    consent = parameter("list.superiorConsent", bool)
    found = decide("approver", {**facts, "superior_consent": consent})
    if found["approver"] not in DECIDERS:
        raise NotDecidedHere(str(found["extra"]))
    role = Role(found["approver"])
    ctx.note(f"由{role.label}决定。", basis=found["basis"], rule=found["rule"])
    return {
        "approver_role": role.value,
        "minutes_needed": found["minutes"],
        "superior_needed": found["superior"],
    }


@step()
def record_minutes(ctx: StepContext) -> Mapping[str, Any]:
    """Check the minutes of a discussion. Raises TooFewMembers, or OpinionsMissing with the names."""
    attendees = officer_names(ctx.dossier, ctx.answers["attendees"])
    least = parameter("decision.panelMembers", int)
    if len(attendees) < least:
        raise TooFewMembers(f"至少{least}人，现有{len(attendees)}人。")
    heard = {spoken(line)[0] for line in ctx.answers["opinions"]}
    if silent := [name for name in attendees if name not in heard]:
        raise OpinionsMissing("、".join(silent))
    ctx.note(f"{len(attendees)}名负责人集体讨论。")
    return {}


@step("listing_consent_due")
def start_consent(ctx: StepContext) -> Mapping[str, Any]:
    """Start the time in which the superior authority's answer is expected."""
    return start_clock(ctx, CONSENT, clock.day_of(ctx.commit.at), "上报")


@step("decided")
def make_decision(ctx: StepContext, *, approver_role: str, minutes_needed: bool) -> Mapping[str, Any]:
    """Decide. Raises MinutesMissing when the law wants minutes and the file holds none of this round."""
    if minutes_needed and not _has_minutes(ctx):
        raise MinutesMissing
    end_clock(ctx, CONSENT, DeadlineEnd.MET, "上级已同意")
    ctx.note(f"{Role(approver_role).label}同意，作出决定。", event="decided")
    return {"decided": True}


@step("decided")
def return_case(ctx: StepContext) -> Mapping[str, Any]:
    """Send the case back to those who handle it, without a decision."""
    end_clock(ctx, CONSENT, DeadlineEnd.MET, "上级已答复")
    ctx.note("没有作出决定，退回承办人。", event="decision_returned")
    return {"decided": False}


def _has_minutes(ctx: StepContext) -> bool:
    proposed = ctx.dossier.step("propose")
    minutes = select(Document.id).where(
        Document.case_id == ctx.case.id, Document.kind == "discussion_minutes"
    )
    if proposed is not None:
        minutes = minutes.where(Document.issued_at >= proposed.at)
    return ctx.session.scalars(minutes.limit(1)).one_or_none() is not None
