"""Steps of 限期整改: how it ended is told and put on the party's record (P2-03, P2-12 to P2-14)."""

from collections.abc import Mapping
from typing import Any

from forms.choices import RecordKind
from workflows import clock
from workflows.processes.rectification.outcomes import Outcome
from workflows.register.messages import PLATFORM, RECTIFICATION_RESULT, share
from workflows.register.put import Fact, put_on_record
from workflows.steps import StepContext, shared, step
from workflows.steps.limits import start_clock
from workflows.steps.rectification_case import pass_on_offence

SHARING = "result_sharing"


@step("outcome")
def conclude_rectification(ctx: StepContext, *, outcome: str) -> Mapping[str, Any]:
    """Settle how the case ends, which goes on record; it is shared with the city's platform (P2-14).

    Raises LawGap or LawConflict when the tables do not answer.
    """
    if outcome == Outcome.CORRECTED_ON_THE_SPOT:
        pass_on_offence(ctx)
    found = shared.conclude(ctx, outcome=outcome)
    fact = _result(ctx, outcome)
    record = put_on_record(ctx.session, ctx.commit, fact)
    share(ctx.session, ctx.commit, record, RECTIFICATION_RESULT, PLATFORM, fact.body, ctx.case.id)
    start_clock(ctx, SHARING, clock.day_of(ctx.commit.at), "整改结果形成")
    return found


def _result(ctx: StepContext, outcome: str) -> Fact:
    today, said = clock.day_of(ctx.commit.at), {"outcome": outcome, "result": ctx.outcomes[outcome]}
    return Fact(
        entity_id=ctx.case.entity_id,
        case_id=ctx.case.id,
        kind=RecordKind.RECTIFICATION,
        title=f"限期整改 {ctx.case.number}",
        decided_on=today,
        body={**said, "case_number": ctx.case.number, "concluded_on": str(today)},
    )
