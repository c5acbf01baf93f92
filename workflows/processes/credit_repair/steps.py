"""Steps of 信用修复 (credit repair), R2 to R13 of the brief."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms.choices import DeadlineEnd, RecordState
from forms.credit_repair import Channel
from workflows import clock
from workflows.documents.bureau import bureau
from workflows.documents.issue import issue
from workflows.errors import ConditionsChanged
from workflows.law import clock_of, parameter
from workflows.law import decide as ask
from workflows.processes.credit_repair.assistance import assistance_letter
from workflows.processes.credit_repair.gates import Gate, failed_gates
from workflows.processes.credit_repair.outcomes import Outcome
from workflows.register.life import locked, turn
from workflows.register.messages import ASSIST, share
from workflows.register.publicity import end_linked, tell_end
from workflows.steps import StepContext, shared, step
from workflows.steps.extending import extend_clock
from workflows.steps.limits import end_clock, start_clock
from workflows.steps.provinces import other_province


@step("outcome")
def conclude(ctx: StepContext, *, outcome: str) -> Mapping[str, Any]:
    """Settle how the case ends; whoever applied through 信用中国 has the answer with it (R11)."""
    end_clock(ctx, "credit_china_round_trip", DeadlineEnd.MET, "已答复申请人")
    return shared.conclude(ctx, outcome=outcome)


@step("competent", "correction_asked", "extended")
def find_competence(ctx: StepContext) -> Mapping[str, Any]:
    """Find out which authority made the decision: who determined it repairs it (R3; A42)."""
    penalty = ctx.dossier.penalty
    competent = penalty.authority_code == bureau().uscc
    ctx.note("" if competent else f"该信息由{penalty.authority}认定，应当移送。")
    if ctx.answers["channel"] == Channel.CREDIT_CHINA:
        start_clock(ctx, "credit_china_round_trip", ctx.answers["received_on"], "信用中国推送")
    return {"competent": competent, "correction_asked": False, "extended": False}


@step("repair_acceptance_due")
def start_acceptance(ctx: StepContext) -> Mapping[str, Any]:
    """Start the time limit for accepting, from the application or anew from what was supplied (R5; A15)."""
    day, event = _received(ctx)
    # What came in today came in now: the cut-off hour decides whether it counts as tomorrow's (A40).
    start = ctx.commit.at if day == clock.day_of(ctx.commit.at) else day
    end_clock(ctx, "repair_correction", DeadlineEnd.MET, "已补正")
    start_clock(ctx, "repair_acceptance_target", start, event)
    return start_clock(ctx, "repair_acceptance", start, event)


def _received(ctx: StepContext) -> tuple[date, str]:
    if "supplied_on" in ctx.answers:
        return ctx.answers["supplied_on"], "收到补正材料"
    return ctx.answers["received_on"], "收到申请"


@step("correction_asked", "repair_correction_due")
def start_correction(ctx: StepContext, *, served_on: str) -> Mapping[str, Any]:
    """Start the applicant's time to supply what is missing, from the service of the request (R4a).

    The limit for accepting ends here and is counted anew when the materials come in.
    """
    for timer in ("repair_acceptance", "repair_acceptance_target"):
        end_clock(ctx, timer, DeadlineEnd.CANCELLED, "已要求补正，收到补正材料后重新计算")
    found = start_clock(ctx, "repair_correction", date.fromisoformat(served_on), "补正通知书送达")
    return {**found, "correction_asked": True}


@step("acceptance_passed", "conditions_met", "failed_gates")
def screen(ctx: StepContext, *, stage: str) -> Mapping[str, Any]:
    """Weigh the gates of a stage by query and by what was verified; every one that failed is told (§1.5)."""
    failed = failed_gates(ctx.dossier, stage, clock.day_of(ctx.commit.at))
    reasons = "；".join(gate["reason"] for gate in failed)
    ctx.note(f"查询结果：{reasons}。" if failed else "查询结果：各项条件均符合。")
    ctx.telling.detail["failed"] = [gate["rule"] for gate in failed]
    passed = "acceptance_passed" if stage == "acceptance" else "conditions_met"
    return {passed: not failed, "failed_gates": [gate["gate"] for gate in failed]}


@step("repair_decision_due")
def accept(ctx: StepContext) -> Mapping[str, Any]:
    """Accept the application: the limit for accepting is met, the limit for deciding runs (R5, R8).

    Raises ConditionsChanged when a gate has failed since the formal check.
    """
    _weighed_again(ctx, "acceptance", passed=True)
    _end_acceptance(ctx, "已受理")
    record = ctx.dossier.record
    clocks = ask("repair_decision_clock", {"record_kind": record.kind})
    today = clock.day_of(ctx.commit.at)
    ctx.tell_party(
        "决定受理。",
        event="accepted",
        basis=clocks["basis"],
        rule=clocks["rule"],
    )
    if clocks["target_clock"]:
        start_clock(ctx, clocks["target_clock"], today, "受理")
    return start_clock(ctx, clocks["clock"], today, "受理", timer="repair_decision")


@step()
def refuse_acceptance(ctx: StepContext) -> Mapping[str, Any]:
    """Refuse acceptance, with the reasons that the gates give now (R5).

    Raises ConditionsChanged when every gate is passed meanwhile, such as by the end of the minimum period.
    """
    failed = _weighed_again(ctx, "acceptance", passed=False)
    _end_acceptance(ctx, "已决定不予受理")
    ctx.tell_party("决定不予受理。", event="not_accepted")
    ctx.telling.detail["failed"] = [gate["rule"] for gate in failed]
    return {}


def _weighed_again(ctx: StepContext, stage: str, *, passed: bool) -> list[Gate]:
    """Return the gates that fail now. Raises ConditionsChanged when they answer otherwise than was reviewed."""
    failed = failed_gates(ctx.dossier, stage, clock.day_of(ctx.commit.at))
    if bool(failed) is passed:
        raise ConditionsChanged
    return failed


def _end_acceptance(ctx: StepContext, reason: str) -> None:
    for timer in ("repair_acceptance", "repair_acceptance_target"):
        end_clock(ctx, timer, DeadlineEnd.MET, reason)


@step("extended", "repair_decision_due")
def extend_decision(ctx: StepContext) -> Mapping[str, Any]:
    """Extend the time for deciding, once, from the end of the base term (R7)."""
    found = extend_clock(ctx, "repair_decision", "repair_extension", asked_in="verify")
    ctx.tell_party("批准延长办理期限。", event="extended")
    return {**found, "extended": True}


@step("repair_execution_due")
def decide(ctx: StepContext, *, outcome: str) -> Mapping[str, Any]:
    """Decide; the decision is made when it is signed and takes effect when it is served (R8, D8).

    Raises ConditionsChanged when the gates answer otherwise than when the case was reviewed.
    """
    dossier, today = ctx.dossier, clock.day_of(ctx.commit.at)
    failed = _weighed_again(ctx, "decision", passed=outcome == Outcome.GRANTED)
    end_clock(ctx, "repair_decision", DeadlineEnd.MET, "已作出决定")
    words = f"决定{Outcome(outcome).label}。"
    ctx.tell_party(words, basis=dossier.record.basis, rule=dossier.record.period_rule)
    start_clock(ctx, "service_of_decision", today, "作出决定")
    if outcome != Outcome.GRANTED:
        ctx.telling.detail["failed"] = [gate["rule"] for gate in failed]
        return {}
    start_clock(ctx, "repair_sharing", today, "作出准予修复决定")
    return start_clock(ctx, "repair_execution", today, "作出准予修复决定")


@step()
def execute_repair(ctx: StepContext) -> Mapping[str, Any]:
    """End the publicity of the record and of what is linked to it; the measures end with them (R10, R12).

    A record that is not shown any more, because its time ran out while the case was open, stays as it is: the
    decision stands, and there is nothing left to end.
    """
    record = locked(ctx.session, ctx.dossier.record)
    basis = clock_of("repair_execution").basis
    end_clock(ctx, "repair_execution", DeadlineEnd.MET, "已停止公示")
    if not RecordState(record.state).is_shown:
        ctx.note(f"该信息已不再公示（{RecordState(record.state).label}），无须停止公示。", basis=basis)
        return {}
    ctx.telling.state_after = turn(record, "grant_repair", clock.day_of(ctx.commit.at))
    linked = end_linked(ctx.session, ctx.commit, record, "grant_repair", "信用修复")
    ctx.publish("停止公示，解除相应管理措施。", event="grant_repair", basis=basis)
    ctx.telling.detail["linked"] = [one.id for one in linked]
    return {}


@step()
def share_repair(ctx: StepContext) -> Mapping[str, Any]:
    """Tell everybody who shows the record or applies measures because of it (R10a, R11).

    The authority of another province in which the party is registered is asked by letter to stop showing it.
    """
    record = ctx.dossier.record
    if record.state != RecordState.REPAIRED:
        end_clock(ctx, "repair_sharing", DeadlineEnd.CANCELLED, "公示期满时已经告知")
        return {}
    told = tell_end(ctx.session, ctx.commit, record, "grant_repair", ctx.case)
    if province := other_province(record.entity.party):
        _ask_for_assistance(ctx, province, told)
    return {}


def _ask_for_assistance(ctx: StepContext, province: str, told: Mapping[str, Any]) -> None:
    today = clock.day_of(ctx.commit.at)
    facts = assistance_letter(ctx.dossier, today)
    letter = issue(ctx.session, ctx.commit, ctx.case.id, "assistance_letter", facts)
    asked = {**told, "letter_number": letter.number}
    share(ctx.session, ctx.commit, ctx.dossier.record, ASSIST, f"msa_{province}", asked, ctx.case.id)
    start_clock(ctx, "repair_assistance", today, "作出准予修复决定")
    ctx.note(f"制发《{letter.title}》（{letter.number}），函请{facts['recipient']}停止公示。")


@step("repair_watch_due", "watched")
def draw_watch(ctx: StepContext) -> Mapping[str, Any]:
    """Draw a sample of repaired cases to be looked at again (R13); the case's random id is the lot."""
    watched = ctx.case.id.int % LOTS < float(parameter("repair.watch.share")) * LOTS
    if not watched:
        return {"watched": False}
    today = clock.day_of(ctx.commit.at)
    return {"watched": True, **start_clock(ctx, "repair_watch", today, "准予信用修复")}


LOTS = 10_000
