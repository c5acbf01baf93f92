"""Steps of 待定流程: what was seen is looked at in time, and recorded."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms.choices import DeadlineEnd
from workflows import clock
from workflows.steps import StepContext, step
from workflows.steps.dossier import Dossier
from workflows.steps.limits import end_clock, start_clock

REVIEW = "case_review"


@step("case_review_due")
def start_review(ctx: StepContext) -> Mapping[str, Any]:
    """Start the time in which it is looked at."""
    return start_clock(ctx, REVIEW, clock.day_of(ctx.commit.at), "登记")


@step()
def keep_sketch(ctx: StepContext) -> Mapping[str, Any]:
    """Tell the party that it was recorded."""
    end_clock(ctx, REVIEW, DeadlineEnd.MET, "已审核")
    ctx.tell_party("情况已经记录。", event="sketch_done")
    return {}


def sketch_record(dossier: Dossier, _on: date) -> Mapping[str, Any]:
    """待定流程记录: what was seen."""
    party = dossier.party
    return {"party_name": party.name, "uscc": party.shown_code, "seen": dossier.application["seen"]}
