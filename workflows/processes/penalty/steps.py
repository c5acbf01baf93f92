"""Steps of 行政处罚: what the proposal demands, the decision, its record and effect, the closing (PEN-08 to 24)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from forms.choices import DeadlineEnd, ServiceMode
from forms.penalty_words import InvestigationCourse, Proposal
from workflows import clock
from workflows.documents.papers import in_force
from workflows.law import clock_of
from workflows.models import CreditRecord, Document, PenaltyDecision, Service
from workflows.processes.penalty.deciding import RESULTS, weighed
from workflows.processes.penalty.heavier import refuse_heavier
from workflows.processes.penalty.outcomes import Outcome
from workflows.register.penalties import put_decision_on_record
from workflows.register.publicity import tell_beginning
from workflows.steps import StepContext, step
from workflows.steps.limits import end_clock, go_on, leave_out, start_clock, stop_clock
from workflows.steps.penalty_case import lead_of, proposed
from workflows.steps.penalty_row import decision_row
from workflows.steps.provinces import other_province
from workflows.steps.shared import REMEDIES

DECIDE, SERVE, CLOSE = "penalty_decision", "service_of_decision", "case_closing"
PUBLISH = ("publication", "publication_gsxt")


@step("hearing", "hearing_requested", "investigation_course", "lead_registered", "proposal")
def find_lead(ctx: StepContext) -> Mapping[str, Any]:
    """Find out whether the lead is registered: it opened the case, or another procedure led here."""
    return {
        "lead_registered": "lead_content" in lead_of(ctx.dossier),
        "investigation_course": InvestigationCourse.CONCLUDE.value,
        "proposal": "",
        "hearing": "",
        "hearing_requested": False,
    }


@step(
    "act",
    "decision_kind",
    "defence_clock",
    "food_fine",
    "hearing_in_scope",
    "hearing_requested",
    "major",
    "notice_kind",
    "proposed_weight",
    "review_kind",
    "severe_kinds",
)
def weigh_case(ctx: StepContext) -> Mapping[str, Any]:
    """Weigh what is proposed by the tables: who reviews, who decides, whether a hearing has to be offered.

    Raises HeavierAfterDefence when the penalty grew after the party was heard and no new facts are told.
    """
    refuse_heavier(ctx.dossier)
    found = weighed(ctx.dossier)
    ctx.note(found.sentence, basis=found.basis, rule=found.rule)
    return found.variables


@step()
def exclude_notice(ctx: StepContext) -> Mapping[str, Any]:
    """Leave the time of service by public notice out of the time for deciding (程序规定 64)."""
    by_notice = select(Service.happened_on, Service.served_on).join(
        Document, Document.id == Service.document_id
    )
    rows = ctx.session.execute(
        by_notice.where(
            Document.case_id == ctx.case.id,
            Service.mode == ServiceMode.PUBLIC_NOTICE,
            Service.served_on.is_not(None),
        )
    )
    spans = [(begun + timedelta(days=1), served) for begun, served in rows if served]
    return leave_out(ctx, DECIDE, spans) if spans else {}


@step()
def stop_for_hearing(ctx: StepContext) -> Mapping[str, Any]:
    """Stop the time for deciding while a hearing is prepared and held (程序规定 64)."""
    stop_clock(ctx, DECIDE, "听证")
    return {}


@step("penalty_decision_due", "review_kind")
def go_on_after_hearing(ctx: StepContext) -> Mapping[str, Any]:
    """Count the time for deciding further; what was heard must be reviewed by the legal section (程序规定 50)."""
    return {**go_on(ctx, DECIDE), "review_kind": "legal"}


@step()
def decide_case(ctx: StepContext, *, proposal: str) -> Mapping[str, Any]:
    """Decide; the time for deciding is met, the time for serving runs (程序规定 64, 81)."""
    end_clock(ctx, DECIDE, DeadlineEnd.MET, "已作出决定")
    ctx.tell_party(f"决定{Proposal(proposal).label}。", event="decided")
    if proposal in (Proposal.PENALTY, Proposal.NO_PENALTY):
        start_clock(ctx, SERVE, clock.day_of(ctx.commit.at), "作出决定")
    return {}


@step("penalty_fine", "penalty_money", "penalty_shown", "publication_due", "publication_gsxt_due")
def record_penalty(ctx: StepContext, *, document_id: str) -> Mapping[str, Any]:
    """Put the decision on the party's credit record, with tier and dates as the law gives them (PEN-18).

    Raises LawGap or LawConflict when the tables do not answer.
    """
    decision = decision_row(ctx.dossier, in_force(ctx.session, UUID(document_id)))
    record = put_decision_on_record(ctx.session, ctx.commit, decision, ctx.case.id)
    ctx.note(f"处罚决定已记入信用记录（{record.title}）。")
    shown = record.published_on is not None
    limits: dict[str, int] = {}
    for clock_name in PUBLISH if shown else ():
        limits |= start_clock(ctx, clock_name, record.decided_on, "作出处罚决定")
    found = proposed(ctx.dossier)
    owed = {"penalty_money": found.owed > 0, "penalty_fine": str(found.fine or "")}
    return {**limits, **owed, "penalty_shown": shown}


@step("decision_served_on")
def start_performance(ctx: StepContext, *, served_on: str) -> Mapping[str, Any]:
    """Note that the decision took effect when it was served; from that day the remedies are open (D8)."""
    end_clock(ctx, SERVE, DeadlineEnd.MET, "已送达")
    for clock_name in REMEDIES:
        start_clock(ctx, clock_name, date.fromisoformat(served_on), "处罚决定送达")
    ctx.tell_party("处罚决定生效。", event="penalty_effective")
    return {"decision_served_on": served_on}


@step()
def publish_penalty(ctx: StepContext) -> Mapping[str, Any]:
    """Tell those who show records of the penalty, once the party has it (公示规定 8, 9)."""
    record = record_of(ctx)
    if record.published_on is None:
        ctx.note("依法不公示。")
        return {}
    province = other_province(record.entity.party)
    tell_beginning(ctx.session, ctx.commit, record, ctx.case, province)
    if province:
        start_clock(ctx, "publication_push_out", record.decided_on, "作出处罚决定")
    ctx.publish("处罚信息报送公示和共享。", event="penalty_published")
    return {}


def record_of(ctx: StepContext) -> CreditRecord:
    """Return the record of the penalty that was decided in this case."""
    found = select(CreditRecord).join(PenaltyDecision).where(PenaltyDecision.case_id == ctx.case.id)
    return ctx.session.scalars(found.order_by(CreditRecord.id.desc()).limit(1)).one()


@step("case_closing_due", "result")
def start_closing(ctx: StepContext, *, proposal: str, investigation_course: str) -> Mapping[str, Any]:
    """Start the time for closing, and say how the case ends (程序规定 77)."""
    for timer in (DECIDE, SERVE):
        end_clock(ctx, timer, DeadlineEnd.MET, "处理完毕")
    terminated = investigation_course == InvestigationCourse.TERMINATE
    result = Outcome.TERMINATED if terminated else RESULTS[Proposal(proposal)]
    found = start_clock(ctx, CLOSE, clock.day_of(ctx.commit.at), "结案情形出现")
    return {**found, "result": result.value}


@step("outcome", "penalty_outcome")
def conclude_penalty(ctx: StepContext, *, result: str) -> Mapping[str, Any]:
    """Settle how the penalty case ends; a procedure that called it goes on with `penalty_outcome`."""
    end_clock(ctx, CLOSE, DeadlineEnd.MET, "已结案归档")
    outcome = Outcome(result)
    ctx.note(f"办理结果：{outcome.label}。", event=f"penalty_{result.lower()}", basis=clock_of(CLOSE).basis)
    return {"penalty_outcome": outcome.value, "outcome": outcome.value}
