"""Steps of 线索核查与立案: the time for verifying, the conditions of filing, the decision (PEN-01 to PEN-04)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms.choices import DeadlineEnd
from workflows import clock
from workflows.law import clock_of, decide, due
from workflows.steps import StepContext, step
from workflows.steps.dossier import Dossier
from workflows.steps.extending import extend_clock
from workflows.steps.limits import end_clock, go_on, start_clock, stop_clock
from workflows.steps.penalty_case import BY_OFFICERS, lead_of

TIMER, EXTENSION = "lead_verification", "lead_verification_extension"
ASKED = (
    *("prima_facie", "penalty_due", "competent"),
    *("minor_corrected_harmless", "first_slight_corrected", "no_fault"),
)


@step("lead_extended", "lead_verification_due", "serving_role")
def start_lead(ctx: StepContext) -> Mapping[str, Any]:
    """Start the time for verifying the lead, from the day on which it was found or received."""
    day, today = date.fromisoformat(lead_of(ctx.dossier)["lead_received_on"]), clock.day_of(ctx.commit.at)
    start = ctx.commit.at if day == today else day
    return {"lead_extended": False, **BY_OFFICERS, **start_clock(ctx, TIMER, start, "发现线索或者收到材料")}


@step()
def stop_lead(ctx: StepContext) -> Mapping[str, Any]:
    """Stop the time for verifying while something is tested (程序规定 18)."""
    stop_clock(ctx, TIMER, "检测、检验、检疫、鉴定")
    return {}


@step("lead_verification_due")
def go_on_lead(ctx: StepContext) -> Mapping[str, Any]:
    """Count the time for verifying further; the time of testing is left out."""
    return go_on(ctx, TIMER)


@step("lead_extended", "lead_verification_due")
def extend_lead(ctx: StepContext) -> Mapping[str, Any]:
    """Extend the time for verifying, once, from the end of the base term."""
    found = extend_clock(ctx, TIMER, EXTENSION, asked_in="verify_lead")
    ctx.note("批准延长核查期限。", basis=clock_of(EXTENSION).basis)
    return {**found, "lead_extended": True}


@step("filing_result")
def screen_filing(ctx: StepContext) -> Mapping[str, Any]:
    """Weigh the conditions of filing by the table, the limitation among them (程序规定 19, 20; 行政处罚法 36)."""
    answers = ctx.dossier.answers("verify_lead")
    within = within_limitation(ctx.dossier)
    facts = {name: bool(answers[name]) for name in ASKED}
    found = decide("case_filing", {**facts, "within_limitation": within})
    ctx.note(f"立案条件：{RESULTS[found['result']]}。", basis=found["basis"], rule=found["rule"])
    ctx.note("在追责期限以内。" if within else "已过追责期限。")
    return {"filing_result": found["result"]}


RESULTS = {
    "file": "全部具备，应当立案",
    "may_decline": "具备，但有可以不予立案的情形",
    "not_file": "没有全部具备，不予立案",
    "transfer": "不属于本局管辖，应当移送",
}


def within_limitation(dossier: Dossier) -> bool:
    """Return whether the act was found within the time in which it may be punished."""
    answers, lead = dossier.answers("verify_lead"), lead_of(dossier)
    ended_on = date.fromisoformat(answers["act_ended_on"])
    limit = due("limitation_serious" if answers["endangers"] else "limitation", ended_on)
    return date.fromisoformat(lead["lead_received_on"]) <= limit.last_day


@step("case_extended", "filed", "penalty_decision_due")
def file_case(ctx: StepContext) -> Mapping[str, Any]:
    """File the case: the time for verifying is met, the time for deciding runs (程序规定 64)."""
    end_clock(ctx, TIMER, DeadlineEnd.MET, "已立案")
    ctx.tell_party("决定立案。", event="case_filed", basis=clock_of("penalty_decision").basis)
    found = start_clock(ctx, "penalty_decision", clock.day_of(ctx.commit.at), "立案")
    return {**found, "filed": True, "case_extended": False}


@step("filed")
def refuse_filing(ctx: StepContext) -> Mapping[str, Any]:
    """Decide that no case is filed (程序规定 20)."""
    end_clock(ctx, TIMER, DeadlineEnd.MET, "已决定不予立案")
    ctx.note("决定不予立案。", event="case_not_filed")
    return {"filed": False}
