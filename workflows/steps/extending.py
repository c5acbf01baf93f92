"""Extends a limit as the law's table lets it: by which term, how often, and by whose leave (延长)."""

from datetime import date
from itertools import takewhile

from forms.choices import DeadlineEnd, Role
from workflows import clock
from workflows.errors import ExtensionRefused
from workflows.law import clock_of
from workflows.law.numerals import written
from workflows.law.terms import APPROVERS
from workflows.models import Deadline
from workflows.steps import StepContext
from workflows.steps.limits import start_clock

RANKS = list(APPROVERS)
"""Who may approve an extension, in rising order: whoever stands above may as well."""


def extend_clock(
    ctx: StepContext, timer: str, extension: str, *, asked_in: str, length: int | None = None
) -> dict[str, int]:
    """Extend the limit of a timer from its last day by another term, and return its variable as `start_clock` does.

    More time is asked for, in a task that `asked_in` names, before a term has ended; whoever approves it may do so
    after. Raises ExtensionRefused
    when none was started, it was over when it was asked for, the law's table does not extend it so, it was extended
    as often as may be, or whoever acts may not approve it; and as `start_clock` does.
    """
    rows = [row for row in ctx.dossier.deadlines if row.timer == timer]
    extended = {row.starts_on for row in takewhile(lambda row: row.clock == extension, rows)}
    base = next((row for row in rows if row.clock != extension), None)
    if base is None:
        raise ExtensionRefused("没有可以延长的期限。")
    _refuse(base, extension, times=len(extended), role=ctx.role)
    _refuse_over(rows[0], _asked_on(ctx, asked_in))
    return start_clock(ctx, extension, rows[0].last_day, "原期限届满", timer=timer, length=length)


def _refuse(base: Deadline, extension: str, *, times: int, role: str) -> None:
    term = clock_of(base.clock)
    if term.extension != extension:
        raise ExtensionRefused(f"“{term.title}”不能以“{clock_of(extension).title}”延长。")
    if times >= term.extension_times:
        raise ExtensionRefused(f"“{term.title}”只能延长{term.extension_times}次。")
    if term.extension_by and not _may(role, term.extension_by):
        raise ExtensionRefused(f"“{term.title}”的延长由{Role(term.extension_by).label}批准。")


def _asked_on(ctx: StepContext, task: str) -> date:
    """Return on which day it was asked for."""
    asked = ctx.dossier.step(task)
    return clock.day_of(asked.at if asked else ctx.commit.at)


def _refuse_over(row: Deadline, asked_on: date) -> None:
    if row.ended not in (None, DeadlineEnd.FIRED):
        raise ExtensionRefused(f"“{row.title}”已经结束（{row.end_reason}），不能再延长。")
    if row.last_day < asked_on:
        raise ExtensionRefused(f"“{row.title}”已于{written(row.last_day)}届满，届满以后提出的不能延长。")


def _may(role: str, least: str) -> bool:
    return role in RANKS and RANKS.index(role) >= RANKS.index(least)
