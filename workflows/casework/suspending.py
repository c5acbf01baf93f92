"""A case stands still and goes on (中止、恢复): its terms stop and are counted further, by the law's table."""

from datetime import timedelta

from forms.choices import DeadlineEnd
from workflows import clock
from workflows.casework.due import fire_kept
from workflows.casework.hands import CaseHands
from workflows.catalog import process_of
from workflows.engine import Run
from workflows.errors import ActRefused
from workflows.law import ActRule, clock_of
from workflows.models import Deadline
from workflows.steps import StepContext
from workflows.steps.dossier import Dossier
from workflows.steps.limits import SUSPENDED, after_suspension, finish
from workflows.steps.messages import offer

STOPS, BARS = "stops", "bars"


def suspend(ctx: StepContext, rule: ActRule) -> None:
    """Let a case stand still: its terms stop, but for those that the law lets run on.

    Raises ActRefused while a term runs that does not let it, such as that of a seizure.
    """
    for row in ctx.dossier.running:
        if _when_suspended(row) == STOPS:
            finish(row, DeadlineEnd.CANCELLED, f"{SUSPENDED}{rule.title}", ctx.commit.at)
    if barring := [row.title for row in ctx.dossier.running if _when_suspended(row) == BARS]:
        raise ActRefused(f"“{'、'.join(barring)}”的期限还在走，请先作出处理，再中止案件。")
    ctx.case.suspended_at = ctx.commit.at


def resume(ctx: StepContext, _rule: ActRule) -> None:
    """Let a case go on: what stopped is counted further, without the days from stopping to the one before now."""
    since = ctx.case.suspended_at
    if since is None:
        raise ActRefused
    still = clock.day_of(since), clock.day_of(ctx.commit.at) - timedelta(days=1)
    stopped = [row for row in ctx.dossier.deadlines if row.ended_at == since]
    for row in reversed(stopped):
        if str(row.end_reason).startswith(SUSPENDED):
            after_suspension(ctx, row, still)
    ctx.case.suspended_at = None


def catch_up(ctx: StepContext) -> None:
    """Let what ran out, or was told, while the case stood still take effect, now that it goes on."""
    case, process = ctx.case, process_of(ctx.session, ctx.case)
    run = Run.restore(process, case.state, CaseHands(ctx, process), str(case.id))
    run = fire_kept(Dossier(ctx.session, case), run, ctx.commit.at)
    offer(ctx.session, case, run.waiting_messages)


def _when_suspended(row: Deadline) -> str:
    return clock_of(row.clock).when_suspended
