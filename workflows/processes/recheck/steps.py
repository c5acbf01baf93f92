"""Steps of 复查: by two officers in time, closed by a person who took no part in it (P2-10 to P2-13)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from forms.choices import DeadlineEnd, Part, Role, Visibility
from forms.recheck import Occasion, RecheckResult
from workflows import clock
from workflows.errors import CertificateInvalid, OfficerUnfit, SecondPersonNeeded
from workflows.models import Officer
from workflows.processes.recheck.papers import PAPERS
from workflows.steps import StepContext, step
from workflows.steps.limits import end_clock, start_clock

__all__ = ["PAPERS"]
TIMER = "recheck"
CLOCKS = {
    Occasion.REPORT: "recheck",
    Occasion.SPECIAL_EQUIPMENT: "recheck_special_equipment",
    Occasion.NO_REPORT: "recheck_without_report",
}


@step
def start_recheck(ctx: StepContext) -> Mapping[str, Any]:
    """Start the time for the recheck at once; it is counted anew when the occasion is known."""
    return start_clock(ctx, TIMER, ctx.commit.at, "开始复查")


@step
def count_recheck(ctx: StepContext) -> Mapping[str, Any]:
    """Count the time for the recheck from the day of the report, or from the end of the time to put right."""
    occasion, day = Occasion(ctx.answers["occasion"]), ctx.answers["counted_from"]
    # What came in today came in now: the cut-off hour decides whether it counts as tomorrow's.
    start = ctx.commit.at if day == clock.day_of(ctx.commit.at) else day
    return start_clock(ctx, CLOCKS[occasion], start, occasion.label, timer=TIMER)


@step
def record_recheck(ctx: StepContext) -> Mapping[str, Any]:
    """Record the recheck. Raises CertificateInvalid, or OfficerUnfit for a companion who reviewed the case.

    A unit head who gave the order may come along (enforcement §2.1), a reviewer may not.
    """
    day: date = ctx.answers["started_at"].date()
    companion = ctx.answers["companion"]
    _demand_certificates(ctx, day, companion)
    if _reviewed(ctx, companion):
        raise OfficerUnfit
    end_clock(ctx, TIMER, DeadlineEnd.MET, "已复查")
    ctx.say(f"复查结论：{RecheckResult(ctx.answers['result']).label}。")
    return start_clock(ctx, "recheck_opinion", day, "复查")


def _demand_certificates(ctx: StepContext, day: date, companion: int) -> None:
    both = Officer.id.in_((ctx.commit.actor_id, companion))
    valid = Officer.certificate_number.is_not(None), Officer.certificate_until >= day
    fit = set(ctx.session.scalars(select(Officer.id).where(both, *valid)))
    unfit = ctx.session.scalars(select(Officer.name).where(both, Officer.id.not_in(fit))).all()
    if unfit:
        raise CertificateInvalid("、".join(unfit))


def _reviewed(ctx: StepContext, officer_id: int) -> bool:
    """Return whether somebody reviewed the case, other than as the head of its unit."""
    roles = {Role(step.actor_role) for step in ctx.dossier.steps if step.actor_id == officer_id}
    return any(role.part is Part.REVIEWING and role is not Role.UNIT_HEAD for role in roles)


@step
def close_recheck(ctx: StepContext) -> Mapping[str, Any]:
    """Close the recheck with its result. Raises SecondPersonNeeded for one of the two who rechecked (§2.1)."""
    inspected = ctx.dossier.step("inspect")
    found = ctx.dossier.answers("inspect")
    if ctx.commit.actor_id in (inspected and inspected.actor_id, found["companion"]):
        raise SecondPersonNeeded
    end_clock(ctx, "recheck_opinion", DeadlineEnd.MET, "已确认复查结论")
    result = RecheckResult(found["result"])
    ctx.say(f"整改复查结果：{result.label}。", event=f"recheck_{result.value}", visibility=Visibility.PARTY)
    return {"recheck_result": result.value}
