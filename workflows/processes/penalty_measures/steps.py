"""Steps of 强制措施: each measure with its own time, which ends it by itself (PEN-06, PEN-07)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from forms.choices import DeadlineEnd
from forms.penalty_words import Disposal, Measure, SeizureCourse
from workflows import clock
from workflows.law import clock_of
from workflows.steps import StepContext, step
from workflows.steps.limits import end_clock, start_clock
from workflows.steps.penalty_measure import taken_at
from workflows.steps.shared import issue_document

PRESERVATION, SEIZURE, EXTENSION = "evidence_preservation", "seizure", "seizure_extension"
RATIFICATION = "measure_ratification"
RELEASES = {Measure.PRESERVE: "preservation_release", Measure.SEIZE: "seizure_release"}
"""The paper that releases each measure."""


@step("measure_ratification_due")
def start_ratification(ctx: StepContext) -> Mapping[str, Any]:
    """Start the time for making up for the approval of a measure that was urgent, from when it was taken."""
    limit = clock_of(RATIFICATION)
    ctx.note(
        f"情况紧急，已经先行采取措施，须在{limit.term}内补办批准。", event="measure_taken", basis=limit.basis
    )
    return start_clock(ctx, RATIFICATION, _taken(ctx), "先行采取措施")


def _taken(ctx: StepContext) -> datetime:
    return taken_at(ctx.dossier) or ctx.commit.at


@step()
def enclose_list(ctx: StepContext) -> Mapping[str, Any]:
    """Issue the list of what was seized; it goes with the decision, which is what is served (强制法 24)."""
    issue_document(ctx, kind="property_list")
    return {}


@step("release_kind")
def release_unratified(ctx: StepContext) -> Mapping[str, Any]:
    """Release at once an urgent measure that no leader ratified in time (程序规定 38; 行政强制法 19)."""
    refused = ctx.dossier.answering == "ratify_measure"
    end_clock(ctx, RATIFICATION, DeadlineEnd.CANCELLED, "没有批准")
    why = "先行采取的措施没有得到批准" if refused else "先行采取的措施没有在期限内补办批准"
    basis = clock_of(RATIFICATION).basis
    ctx.tell_party(f"{why}，立即解除。", event="measure_unratified", basis=basis)
    return {"release_kind": RELEASES[Measure(ctx.dossier.answers("choose_measure")["measure"])]}


@step("evidence_preservation_due", "preservation_end")
def preserve(ctx: StepContext) -> Mapping[str, Any]:
    """Preserve evidence; it must be dealt with in time, or the measure lapses (程序规定 35)."""
    day = _day_of_measure(ctx)
    ctx.tell_party("批准先行登记保存证据。", event="evidence_preserved", basis=clock_of(PRESERVATION).basis)
    found = start_clock(ctx, PRESERVATION, day, "采取先行登记保存措施")
    return {**found, "preservation_end": "disposed"}


def _day_of_measure(ctx: StepContext) -> date:
    """Return the day on which the measure was taken; one that was urgent is made up for by its approval."""
    if taken_at(ctx.dossier):
        end_clock(ctx, RATIFICATION, DeadlineEnd.MET, "已补办批准")
        ctx.note("先行采取的措施已经按期补办批准。", basis=clock_of(RATIFICATION).basis)
    return clock.day_of(_taken(ctx))


@step("preservation_end")
def end_preservation(ctx: StepContext) -> Mapping[str, Any]:
    """Keep what became of the preserved evidence."""
    end_clock(ctx, PRESERVATION, DeadlineEnd.MET, "已对证据作出处理")
    ctx.tell_party(
        f"先行登记保存的证据：{Disposal(ctx.answers['disposal']).label}。", event="preservation_ended"
    )
    return {"preservation_end": "disposed"}


@step("preservation_end")
def lapse_preservation(ctx: StepContext) -> Mapping[str, Any]:
    """Note that the measure lapsed because nothing was done in time."""
    ctx.tell_party("逾期没有作出处理，先行登记保存措施自动解除。", event="preservation_lapsed")
    return {"preservation_end": "lapsed"}


@step("seizure_due", "seizure_end", "seizure_extended")
def seize(ctx: StepContext) -> Mapping[str, Any]:
    """Seize or seal property (行政强制法 25)."""
    day = _day_of_measure(ctx)
    ctx.tell_party("批准查封、扣押。", event="seized", basis=clock_of(SEIZURE).basis)
    found = start_clock(ctx, SEIZURE, day, "作出查封、扣押决定")
    return {**found, "seizure_extended": False, "seizure_end": "released"}


@step("seizure_end")
def lapse_seizure(ctx: StepContext) -> Mapping[str, Any]:
    """Note that the seizure ends by itself because its time is over, whatever was still under way."""
    basis = clock_of(SEIZURE).basis
    ctx.tell_party("查封、扣押期限届满，自动解除。", event="seizure_lapsed", basis=basis)
    ctx.note(_under_way(ctx))
    return {"seizure_end": "lapsed"}


def _under_way(ctx: StepContext) -> str:
    """Return what was asked for and had not come when the time was over."""
    kept = ctx.dossier.step("keep_property")
    course = kept.answers["seizure_course"] if kept else ""
    if course == SeizureCourse.EXTEND and ctx.dossier.deadline(EXTENSION) is None:
        return "延长的申请没有在届满以前批准。"
    received = ctx.dossier.step("receive_seizure_result")
    waiting = kept and (received is None or received.seq < kept.seq)
    return "检测结果没有在届满以前收到。" if course == SeizureCourse.TESTING and waiting else ""


@step()
def release_seizure(ctx: StepContext) -> Mapping[str, Any]:
    """Release the property (行政强制法 28)."""
    end_clock(ctx, SEIZURE, DeadlineEnd.MET, "已解除")
    ctx.tell_party("解除查封、扣押。", event="seizure_released")
    return {}
