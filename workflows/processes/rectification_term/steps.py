"""Steps of 整改期间: what came in is kept, more time is given once, its end is noted (P2-06 to P2-09)."""

from collections.abc import Mapping
from typing import Any

from forms.choices import DeadlineEnd
from forms.recheck import Occasion
from forms.rectification_words import FollowUp, OrderKind
from workflows import clock
from workflows.steps import StepContext, step
from workflows.steps.extending import extend_clock
from workflows.steps.limits import end_clock, start_clock
from workflows.steps.rectification_case import EXTENSION, SECOND_TERM, TERM

REPLY = "rectification_extension_reply"
ONCE = "已经延期一次，不能再次延期。"


@step("recheck_from", "recheck_occasion", "rectification_extension_reply_due")
def record_follow_up(ctx: StepContext) -> Mapping[str, Any]:
    """Keep what came in: a report ends the time, a request starts that of its answer, a statement changes nothing."""
    kind, day = FollowUp(ctx.answers["follow_up_kind"]), ctx.answers["received_on"]
    ctx.tell_party(f"收到当事人的{kind.label}。", event=f"rectification_{kind.value}")
    match kind:
        case FollowUp.REPORT:
            end_clock(ctx, TERM, DeadlineEnd.MET, "已收到整改报告")
            return {"recheck_occasion": _occasion(ctx).value, "recheck_from": str(day)}
        case FollowUp.EXTENSION_REQUEST:
            # What came in today came in now: the cut-off hour decides whether it counts as tomorrow's.
            start = ctx.commit.at if day == clock.day_of(ctx.commit.at) else day
            return start_clock(ctx, REPLY, start, "收到延期申请")
        case FollowUp.STATEMENT:
            return {}


def _occasion(ctx: StepContext) -> Occasion:
    special = ctx.dossier.answers("draft_order")["order_kind"] == OrderKind.DIRECTIVE
    return Occasion.SPECIAL_EQUIPMENT if special else Occasion.REPORT


@step("extension_barred", "rectification_due")
def extend_rectification(ctx: StepContext) -> Mapping[str, Any]:
    """Give more time, once and not more than the first term (P2-07)."""
    days = int(ctx.dossier.answers("follow_up")["extension_days"])
    end_clock(ctx, REPLY, DeadlineEnd.MET, "已答复")
    found = extend_clock(ctx, TERM, EXTENSION, asked_in="follow_up", length=days)
    ctx.tell_party(f"准予延期{days}日。", event="rectification_extended")
    return {**found, "extension_barred": ONCE}


@step()
def refuse_extension(ctx: StepContext) -> Mapping[str, Any]:
    """Refuse more time; the first term stands."""
    end_clock(ctx, REPLY, DeadlineEnd.MET, "已答复")
    ctx.tell_party("不予延期。", event="rectification_not_extended")
    return {}


@step("recheck_from", "recheck_occasion")
def lapse_term(ctx: StepContext) -> Mapping[str, Any]:
    """Note that the time ended without a report; the recheck counts from its last day (P2-09)."""
    ended = ctx.dossier.deadline(TERM, EXTENSION, SECOND_TERM)
    last = ended.last_day if ended else clock.day_of(ctx.commit.at)
    ctx.tell_party("整改期限届满，没有收到整改报告。", event="rectification_overdue")
    return {"recheck_occasion": Occasion.NO_REPORT.value, "recheck_from": str(last)}
