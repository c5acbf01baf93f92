"""Steps of 责令改正: its length by the law's table, its approval, its service, and the time that runs from it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from forms.choices import DeadlineEnd
from forms.rectification_words import Hazard
from workflows import clock
from workflows.errors import LengthUnfit, NotFound
from workflows.law import clock_of, parameter
from workflows.steps import StepContext, step
from workflows.steps.dossier import Dossier
from workflows.steps.limits import end_clock, start_clock
from workflows.steps.penalty_case import BY_OFFICERS
from workflows.steps.rectification_case import SECOND_TERM, TERM, is_second, order_at_hand, pass_on_offence

DESCRIPTION, APPROVAL, IN_WRITING = (
    "rectification_description",
    "rectification_approval",
    "rectification_order_in_writing",
)
SERVICE, STATEMENT = "rectification_service", "rectification_statement"


@step("rectification_description_due", "serving_role")
def start_description(ctx: StepContext) -> Mapping[str, Any]:
    """Start the time for drafting, and after an oral order the time for putting it in writing (§4.4)."""
    found = ctx.dossier.application
    if is_second(ctx.dossier):
        return start_clock(ctx, DESCRIPTION, clock.day_of(ctx.commit.at), "确认复查结论") | BY_OFFICERS
    pass_on_offence(ctx)
    if moment := found.get("ordered_orally_at"):
        given = moment if isinstance(moment, datetime) else datetime.fromisoformat(moment)
        start_clock(ctx, IN_WRITING, given.replace(tzinfo=clock.SHANGHAI), "口头责令改正")
        ctx.tell_party("情况紧急，已口头责令改正，书面通知书随后送达。", event="ordered_orally")
    return start_clock(ctx, DESCRIPTION, _day(found["found_on"]), "发现问题") | BY_OFFICERS


def _day(given: date | str) -> date:
    return given if isinstance(given, date) else date.fromisoformat(given)


@step("rectification_approval_due")
def propose_order(ctx: StepContext) -> Mapping[str, Any]:
    """Put the order before the head of the section. Raises LengthUnfit for a term that he may not fix."""
    today = clock.day_of(ctx.commit.at)
    _demand_fit(ctx.dossier, int(ctx.answers["length"]), today)
    end_clock(ctx, DESCRIPTION, DeadlineEnd.MET, "已拟写")
    ctx.note("提请审批责令改正。")
    return start_clock(ctx, APPROVAL, today, "提请审批")


def _demand_fit(dossier: Dossier, length: int, today: date) -> None:
    term = clock_of(SECOND_TERM if is_second(dossier) else TERM)
    if not term.allows(length, today):
        raise LengthUnfit(f"“{term.title}”定为{term.written(length)}，{term.allowed(today)}。")
    if is_second(dossier) and length > (most := second_most(dossier)):
        raise LengthUnfit(f"再次责令改正的期限不得超过原期限的一半，最长{term.written(most)}。")


def second_most(dossier: Dossier) -> int:
    """Return how many days a second order may give at most (P2-12): a share of the first term, at least one."""
    first = dossier.deadline(TERM)
    length = first.length if first and first.length else clock_of(TERM).length
    return max(1, int(length * float(parameter("rectify.secondShare"))))


@step("ordered_again", "ordered_by", "rectification_service_due")
def adopt_order(ctx: StepContext) -> Mapping[str, Any]:
    """Order the party to put things right; whoever decided it does not confirm the recheck (P2-11)."""
    end_clock(ctx, APPROVAL, DeadlineEnd.MET, "已审批")
    end_clock(ctx, IN_WRITING, DeadlineEnd.MET, "已作出书面责令")
    due = start_clock(ctx, SERVICE, clock.day_of(ctx.commit.at), "作出责令改正")
    again = is_second(ctx.dossier)
    ctx.note("决定再次责令改正。" if again else "决定责令改正。", event="rectification_ordered")
    return {**due, "ordered_again": again, "ordered_by": ctx.dossier.actor_id}


@step(
    "extension_barred",
    "extension_most",
    "order_served_on",
    "recheck_order",
    "recheck_ordered_on",
    "recheck_planned",
    "rectification_due",
)
def start_rectification(ctx: StepContext, *, served_on: str) -> Mapping[str, Any]:
    """Start the time to put things right from the service of the order (P2-05, P2-06)."""
    day, drafted = date.fromisoformat(served_on), ctx.dossier.answers("draft_order")
    length, again = int(drafted["length"]), is_second(ctx.dossier)
    end_clock(ctx, SERVICE, DeadlineEnd.MET, "已送达")
    start_clock(ctx, STATEMENT, day, "责令改正文书送达")
    term = SECOND_TERM if again else TERM
    found = start_clock(ctx, term, day, "责令改正文书送达", timer=TERM, length=length)
    last = ctx.dossier.deadlines[0].last_day
    ctx.tell_party(f"责令改正文书已送达，应当在{last}以前改正。", event="rectification_begun")
    barred = _barred(ctx.dossier, again=again)
    told = {"extension_barred": barred, "extension_most": length, "order_served_on": served_on}
    return {**found, **told, **_for_recheck(ctx.dossier, drafted)}


def _for_recheck(dossier: Dossier, drafted: Mapping[str, Any]) -> dict[str, str]:
    """Return what the recheck asks about the order, so that nobody types it again."""
    order = order_at_hand(dossier)
    if order is None:
        raise NotFound
    return {
        "recheck_order": order.label,
        "recheck_ordered_on": str(order.issued_on),
        "recheck_planned": drafted["recheck_mode_planned"],
    }


def _barred(dossier: Dossier, *, again: bool) -> str:
    """Return why the time may not be extended; empty when it may (P2-07)."""
    if again:
        return "再次责令改正的期限不能延长。"
    if dossier.application["hazard"] == Hazard.URGENT:
        return "危及安全的问题应当立即改正，不能延期。"
    return ""
