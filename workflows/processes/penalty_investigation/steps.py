"""Steps of 调查取证: the time for deciding is stopped, counted further and extended (程序规定 46, 64)."""

from collections.abc import Mapping
from typing import Any

from forms.penalty_words import InvestigationCourse, SuspensionGround
from workflows.law import clock_of
from workflows.steps import StepContext, step
from workflows.steps.extending import extend_clock
from workflows.steps.limits import go_on, stop_clock

TIMER, EXTENSION, FURTHER = (
    "penalty_decision",
    "penalty_decision_extension",
    "penalty_decision_panel_extension",
)


@step()
def stop_case(ctx: StepContext) -> Mapping[str, Any]:
    """Stop the time for deciding: something is tested, or the investigation is suspended."""
    answers = ctx.dossier.answers("investigate")
    tested = answers["investigation_course"] == InvestigationCourse.TESTING
    reason = "检测、检验、检疫、鉴定" if tested else SuspensionGround(answers["suspension_ground"]).label
    stop_clock(ctx, TIMER, reason)
    ctx.note(f"办案期限停止计算：{reason}。", event="tested" if tested else "suspended")
    return {}


@step("penalty_decision_due")
def go_on_case(ctx: StepContext) -> Mapping[str, Any]:
    """Count the time for deciding further; the days in between are left out."""
    ctx.note("办案期限继续计算。", event="resumed")
    return go_on(ctx, TIMER)


@step("case_extended", "penalty_decision_due")
def extend_case(ctx: StepContext) -> Mapping[str, Any]:
    """Extend the time for deciding: by a leader once, further only by the panel and by the days that it fixes."""
    days = ctx.dossier.answers("discuss_extension").get("extension_days") if _is_further(ctx) else None
    kind = FURTHER if days else EXTENSION
    found = extend_clock(ctx, TIMER, kind, asked_in="investigate", length=days)
    ctx.note(
        f"批准延长办案期限{days or clock_of(kind).length}日。", event="extended", basis=clock_of(kind).basis
    )
    return {**found, "case_extended": True}


def _is_further(ctx: StepContext) -> bool:
    return ctx.dossier.answering == "discuss_extension"
