"""Steps of 罚没款执行: the time for paying, surcharge, demand, application to the court (PEN-19 to PEN-22)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from forms.choices import DeadlineEnd
from workflows import clock
from workflows.law import clock_of
from workflows.steps import StepContext, step
from workflows.steps.limits import end_clock, leave_out, start_clock
from workflows.steps.penalty_case import last_day_of
from workflows.steps.shared import REMEDIES

PAY, DEMAND, COURT = "fine_payment", "performance_demand", "court_enforcement"


@step("fine_payment_due")
def start_payment(ctx: StepContext, *, decision_served_on: str) -> Mapping[str, Any]:
    """Start the time for paying, from the service of the decision (行政处罚法 67)."""
    return start_clock(ctx, PAY, date.fromisoformat(decision_served_on), "处罚决定书送达")


@step("fine_payment_due")
def grant_deferral(ctx: StepContext) -> Mapping[str, Any]:
    """Let the party pay later or in instalments: the days granted are left out of the time (行政处罚法 66)."""
    days = ctx.dossier.answers("register_payment")["deferral_days"]
    today = clock.day_of(ctx.commit.at)
    ctx.tell_party(f"批准延期或者分期缴纳，延长{days}日。", event="deferred")
    return leave_out(ctx, PAY, [(today + ONE_DAY, today + ONE_DAY * days)])


ONE_DAY = timedelta(days=1)


@step()
def start_surcharge(ctx: StepContext) -> Mapping[str, Any]:
    """Note that the fine was not paid in time; a surcharge runs by the day (行政处罚法 72)."""
    ctx.tell_party(
        "到期没有缴清，每日加处罚款，不超出罚款的数额。", event="surcharge", basis=clock_of(PAY).basis
    )
    return {}


@step("performance_demand_due")
def start_demand(ctx: StepContext, *, served_on: str) -> Mapping[str, Any]:
    """Start the time that the demand gives, from its service (行政强制法 54)."""
    return start_clock(ctx, DEMAND, date.fromisoformat(served_on), "催告书送达")


@step("court_enforcement_due", "enforceable_from")
def start_application(ctx: StepContext) -> Mapping[str, Any]:
    """Start the time for applying to the court, from the end of the last remedy (行政强制法 53).

    Returns also the day after which it may be applied for.
    """
    over = last_day_of(ctx.dossier, *reversed(REMEDIES)) or clock.day_of(ctx.commit.at)
    return {**start_clock(ctx, COURT, over, "复议、诉讼期限届满"), "enforceable_from": str(over)}


@step()
def record_application(ctx: StepContext) -> Mapping[str, Any]:
    """Record that the court is applied to; the time for applying is kept (行政强制法 53)."""
    end_clock(ctx, COURT, DeadlineEnd.MET, "已申请")
    ctx.tell_party("申请人民法院强制执行。", event="court_applied_to", basis=clock_of(COURT).basis)
    return {}


@step()
def record_paid(ctx: StepContext) -> Mapping[str, Any]:
    """Record that everything was paid; no limit of the collection runs on."""
    for timer in (PAY, DEMAND, COURT):
        end_clock(ctx, timer, DeadlineEnd.MET, "已缴清")
    ctx.tell_party("罚没款已经缴清。", event="paid")
    return {}
