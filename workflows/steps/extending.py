"""Extends a limit as the law's table lets it: by which term, how often, and by whose leave (延长)."""

from itertools import takewhile

from forms.choices import Role
from workflows.errors import ExtensionRefused
from workflows.law import clock_of
from workflows.law.terms import APPROVERS
from workflows.models import Deadline
from workflows.steps import StepContext
from workflows.steps.limits import start_clock

RANKS = list(APPROVERS)
"""Who may approve an extension, in rising order: whoever stands above may as well."""


def extend_clock(
    ctx: StepContext, timer: str, extension: str, *, length: int | None = None
) -> dict[str, int]:
    """Extend the limit of a timer from its last day by another term, and return its variable as `start_clock` does.

    Raises ExtensionRefused when none was started, the law's table does not extend it so, it was extended as
    often as may be, or whoever acts may not approve it; and as `start_clock` does.
    """
    rows = [row for row in ctx.dossier.deadlines if row.timer == timer]
    extended = {row.starts_on for row in takewhile(lambda row: row.clock == extension, rows)}
    base = next((row for row in rows if row.clock != extension), None)
    if base is None:
        raise ExtensionRefused("没有可以延长的期限。")
    _refuse(base, extension, times=len(extended), role=ctx.role)
    return start_clock(ctx, extension, rows[0].last_day, "原期限届满", timer=timer, length=length)


def _refuse(base: Deadline, extension: str, *, times: int, role: str) -> None:
    term = clock_of(base.clock)
    if term.extension != extension:
        raise ExtensionRefused(f"“{term.title}”不能以“{clock_of(extension).title}”延长。")
    if times >= term.extension_times:
        raise ExtensionRefused(f"“{term.title}”只能延长{term.extension_times}次。")
    if term.extension_by and not _may(role, term.extension_by):
        raise ExtensionRefused(f"“{term.title}”的延长由{Role(term.extension_by).label}批准。")


def _may(role: str, least: str) -> bool:
    return role in RANKS and RANKS.index(role) >= RANKS.index(least)
