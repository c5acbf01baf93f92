"""Steps of 查封扣押期间的办理: the time of testing is left out, the term is extended once (行政强制法 25)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from workflows import clock
from workflows.documents.wording import chinese_date
from workflows.law import clock_of
from workflows.processes.penalty_seizure.papers import testing_period
from workflows.steps import StepContext, step
from workflows.steps.extending import extend_clock
from workflows.steps.limits import cut_short, leave_out

SEIZURE, EXTENSION = "seizure", "seizure_extension"
ONE_DAY = timedelta(days=1)


@step("seizure_due")
def begin_testing(ctx: StepContext) -> Mapping[str, Any]:
    """Leave the time of testing, as the party is told of it, out of the term; the term is counted anew."""
    first, last = testing_period(ctx.dossier, clock.day_of(ctx.commit.at))
    ctx.tell_party(
        f"送检，期间自{chinese_date(first)}至{chinese_date(last)}，不计入查封、扣押的期限。",
        event="seizure_tested",
        basis=clock_of(SEIZURE).basis,
    )
    return leave_out(ctx, SEIZURE, [(first, last)])


@step("seizure_due")
def end_testing(ctx: StepContext) -> Mapping[str, Any]:
    """Count further from the day on which the result came, when it came before the told time was over."""
    ctx.tell_party("收到检测、检验、检疫、鉴定的结果。", event="seizure_result")
    return cut_short(ctx, SEIZURE, ctx.answers["testing_received_on"] - ONE_DAY)


@step("seizure_due", "seizure_extended")
def extend_seizure(ctx: StepContext) -> Mapping[str, Any]:
    """Extend a seizure, once, from the end of the base term."""
    found = extend_clock(ctx, SEIZURE, EXTENSION, asked_in="keep_property")
    ctx.tell_party("批准延长查封、扣押期限。", event="seizure_extended", basis=clock_of(EXTENSION).basis)
    return {**found, "seizure_extended": True}
