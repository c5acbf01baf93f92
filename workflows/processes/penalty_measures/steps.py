"""Steps of 强制措施: each measure with its own time, which ends it by itself (PEN-06, PEN-07)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from forms.choices import DeadlineEnd
from forms.penalty_words import Disposal
from workflows import clock
from workflows.law import clock_of, due
from workflows.processes.penalty_measures.papers import PAPERS
from workflows.steps import StepContext, step
from workflows.steps.limits import end_clock, start_clock

__all__ = ["PAPERS"]
PRESERVATION, SEIZURE, EXTENSION = "evidence_preservation", "seizure", "seizure_extension"
RATIFICATION = "measure_ratification"


@step
def preserve(ctx: StepContext) -> Mapping[str, Any]:
    """Preserve evidence; it must be dealt with in time, or the measure lapses (程序规定 35)."""
    _say_ratified(ctx)
    ctx.say("批准先行登记保存证据。", event="evidence_preserved", basis=clock_of(PRESERVATION).basis)
    found = start_clock(ctx, PRESERVATION, clock.day_of(ctx.commit.at), "采取先行登记保存措施")
    return {**found, "preservation_end": "disposed"}


def _say_ratified(ctx: StepContext) -> None:
    """Say of a measure that was taken before it was approved whether it was made up for in time."""
    taken_at = ctx.dossier.answers("choose_measure").get("taken_at")
    if not taken_at:
        return
    taken = datetime.fromisoformat(taken_at).replace(tzinfo=clock.SHANGHAI)
    limit = due(RATIFICATION, taken)
    late = ctx.commit.at > limit.instant
    ctx.say(
        "先行采取的措施补办批准已经逾期。" if late else "先行采取的措施已经按期补办批准。", basis=limit.basis
    )


@step
def end_preservation(ctx: StepContext) -> Mapping[str, Any]:
    """Keep what became of the preserved evidence."""
    end_clock(ctx, PRESERVATION, DeadlineEnd.MET, "已对证据作出处理")
    ctx.say(f"先行登记保存的证据：{Disposal(ctx.answers['disposal']).label}。", event="preservation_ended")
    return {"preservation_end": "disposed"}


@step
def lapse_preservation(ctx: StepContext) -> Mapping[str, Any]:
    """Note that the measure lapsed because nothing was done in time."""
    ctx.say("逾期没有作出处理，先行登记保存措施自动解除。", event="preservation_lapsed")
    return {"preservation_end": "lapsed"}


@step
def seize(ctx: StepContext) -> Mapping[str, Any]:
    """Seize or seal property (行政强制法 25)."""
    _say_ratified(ctx)
    ctx.say("批准查封、扣押。", event="seized", basis=clock_of(SEIZURE).basis)
    found = start_clock(ctx, SEIZURE, clock.day_of(ctx.commit.at), "作出查封、扣押决定")
    return {**found, "seizure_extended": False, "seizure_end": "released"}


@step
def extend_seizure(ctx: StepContext) -> Mapping[str, Any]:
    """Extend a seizure, once, from the end of the base term."""
    base = ctx.dossier.deadline(SEIZURE)
    start = base.last_day if base else clock.day_of(ctx.commit.at)
    found = start_clock(ctx, EXTENSION, start, "原期限届满", timer=SEIZURE)
    ctx.say("批准延长查封、扣押期限。", basis=clock_of(EXTENSION).basis)
    return {**found, "seizure_extended": True}


@step
def lapse_seizure(ctx: StepContext) -> Mapping[str, Any]:
    """Note that the seizure ends because its time is over."""
    ctx.say("查封、扣押期限届满。", event="seizure_lapsed")
    return {"seizure_end": "lapsed"}


@step
def release_seizure(ctx: StepContext) -> Mapping[str, Any]:
    """Release the property (行政强制法 28)."""
    end_clock(ctx, SEIZURE, DeadlineEnd.MET, "已解除")
    ctx.say("解除查封、扣押。", event="seizure_released")
    return {}
