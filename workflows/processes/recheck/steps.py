"""Steps of 复查: by two officers in time, closed by a person who took no part in it (P2-10 to P2-13).

The caller sets ordered_by, the id of the officer who approved the order that is rechecked; he does not confirm,
whichever section the one comes from who does. It gets recheck_result
(pass, partial, fail, not_found). The opinion has been served then, unless the party could not be found: what
follows from that has a publicity of its own.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms.choices import DeadlineEnd, Part, Role
from forms.recheck import Occasion, RecheckResult
from workflows import clock
from workflows.errors import OfficerUnfit
from workflows.models import CasePart
from workflows.steps import StepContext, step
from workflows.steps.limits import end_clock, start_clock

TIMER = "recheck"
CLOCKS = {
    Occasion.REPORT: "recheck",
    Occasion.SPECIAL_EQUIPMENT: "recheck_special_equipment",
    Occasion.NO_REPORT: "recheck_without_report",
}


@step("recheck_due")
def start_recheck(ctx: StepContext) -> Mapping[str, Any]:
    """Start the time for the recheck at once; it is counted anew when the occasion is known."""
    return start_clock(ctx, TIMER, ctx.commit.at, "开始复查")


@step("recheck_due")
def count_recheck(ctx: StepContext) -> Mapping[str, Any]:
    """Count the time for the recheck from the day of the report, or from the end of the time to put right."""
    occasion, day = Occasion(ctx.answers["occasion"]), ctx.answers["counted_from"]
    # What came in today came in now: the cut-off hour decides whether it counts as tomorrow's.
    start = ctx.commit.at if day == clock.day_of(ctx.commit.at) else day
    return start_clock(ctx, CLOCKS[occasion], start, occasion.label, timer=TIMER)


@step("recheck_companion", "recheck_opinion_due")
def record_recheck(ctx: StepContext) -> Mapping[str, Any]:
    """Record the recheck. Raises OfficerUnfit for a companion who reviewed the case.

    A unit head who gave the order may come along (enforcement §2.1), a reviewer may not. That both have valid
    certificates is seen to in the door.
    """
    day: date = ctx.answers["started_at"].date()
    _demand_no_reviewer(ctx, ctx.answers["companion"])
    end_clock(ctx, TIMER, DeadlineEnd.MET, "已复查")
    ctx.note(f"复查结论：{RecheckResult(ctx.answers['result']).label}。")
    went_along = {"recheck_companion": ctx.answers["companion"]}
    return {**went_along, **start_clock(ctx, "recheck_opinion", day, "复查")}


def _demand_no_reviewer(ctx: StepContext, officer_id: int) -> None:
    """Refuse a companion who reviewed the case, unless all he did in it was to act as the head of the unit."""
    part = ctx.session.get(CasePart, (ctx.case.id, officer_id))
    if part is None or part.part != Part.REVIEWING:
        return
    roles = {step.actor_role for step in ctx.dossier.steps if step.actor_id == officer_id}
    if roles != {Role.UNIT_HEAD}:
        raise OfficerUnfit


@step("recheck_result")
def close_recheck(ctx: StepContext) -> Mapping[str, Any]:
    """Close the recheck with its result.

    The diagram keeps those away who rechecked, and whoever gave the order (enforcement §2.1).
    """
    found = ctx.dossier.answers("inspect")
    end_clock(ctx, "recheck_opinion", DeadlineEnd.MET, "已确认复查结论")
    result = RecheckResult(found["result"])
    ctx.tell_party(f"整改复查结果：{result.label}。", event=f"recheck_{result.value}")
    return {"recheck_result": result.value}
