"""Steps of 限期整改: how it ended is told and kept (P2-03, P2-12 to P2-14)."""

from collections.abc import Mapping
from typing import Any

from workflows import clock
from workflows.processes.rectification.outcomes import Outcome
from workflows.steps import StepContext, shared, step
from workflows.steps.limits import start_clock
from workflows.steps.rectification_case import pass_on_offence

SHARING = "result_sharing"


@step("outcome")
def conclude_rectification(ctx: StepContext, *, outcome: str) -> Mapping[str, Any]:
    """Settle how the case ends; from today its result is to be shared with the city's platform (P2-14)."""
    if outcome == Outcome.CORRECTED_ON_THE_SPOT:
        pass_on_offence(ctx)
    found = shared.conclude(ctx, outcome=outcome)
    start_clock(ctx, SHARING, clock.day_of(ctx.commit.at), "整改结果形成")
    return found
