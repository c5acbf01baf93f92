"""Steps of 当场行政处罚: the limit of the summary procedure, the record, the money, the filing (程序规定 66–70)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from forms import START
from forms.choices import DeadlineEnd
from forms.penalty_words import Collection
from workflows import clock
from workflows.documents.papers import in_force
from workflows.errors import SummaryProcedureUnfit
from workflows.law import clock_of, decide, parameter, tables
from workflows.law.penalties import measured_as
from workflows.processes.summary_penalty.outcomes import Outcome
from workflows.register.penalties import put_decision_on_record
from workflows.steps import StepContext, step
from workflows.steps.dossier import Dossier
from workflows.steps.limits import end_clock, start_clock
from workflows.steps.penalty_case import BY_OFFICERS, Facts, Proposed, named, officers_of, proposed, remedies
from workflows.steps.penalty_row import SUMMARY, decision_row
from workflows.steps.shared import REMEDIES

TABLE, FILING, HANDOVER = "penalty_procedure", "summary_filing", "collected_fine_handover"
NO_FINE, AT_ONCE = "none", "on_the_spot"


@step("collection", "serving_role", "spot_fine")
def weigh_spot_penalty(ctx: StepContext) -> Mapping[str, Any]:
    """Ask the table whether this penalty may be imposed on the spot, and how its fine is paid.

    Raises SummaryProcedureUnfit when it may not, or when the fine may not be collected at once.
    """
    found = proposed(ctx.dossier)
    facts = {
        "certain": found.answers["certain"],
        "penalty_kinds": found.kinds,
        "party": measured_as(ctx.case.entity.kind),
        "fine": found.fine,
    }
    answer = decide(TABLE, facts)
    if answer["procedure"] != SUMMARY:
        raise SummaryProcedureUnfit(f"{_description(answer['rule'])}。请按行政处罚的普通程序立案办理。")
    ctx.note("可以适用简易程序当场处罚。", basis=answer["basis"], rule=answer["rule"])
    return {"collection": _collection(found), "spot_fine": str(found.fine or ""), **BY_OFFICERS}


def _description(rule: str) -> str:
    """Return what the row of the table that applied says."""
    rows = tables()[TABLE].rules
    return next(row.description for row in rows if f"{TABLE}/{row.id}" == rule)


def _collection(found: Proposed) -> str:
    """Return how the fine is paid. Raises SummaryProcedureUnfit when it is too large to be collected as small."""
    if not found.fine:
        return NO_FINE
    way, limit = Collection(found.answers["collection"]), parameter("fine.collectedAtOnce", int)
    if way is Collection.SMALL and found.fine > limit:
        raise SummaryProcedureUnfit(f"罚款超过{limit}元，不能以数额较小为由当场收缴，请选择其他缴纳方式。")
    return way.value if way is Collection.BANK else AT_ONCE


@step("collected_fine_handover_due", "summary_filing_due")
def record_spot_penalty(ctx: StepContext, *, document_id: str) -> Mapping[str, Any]:
    """Put the decision on the party's record, where it is not published (公示规定 2); the filing is due now.

    Raises LawGap or LawConflict when the tables do not answer.
    """
    decision = decision_row(ctx.dossier, in_force(ctx.session, UUID(document_id)), SUMMARY)
    record = put_decision_on_record(ctx.session, ctx.commit, decision, ctx.case.id)
    ctx.tell_party(
        f"当场作出行政处罚决定，已记入信用记录（{record.title}）。",
        event="decided",
    )
    today = clock.day_of(ctx.commit.at)
    due = start_clock(ctx, FILING, today, "作出当场处罚决定")
    if _collection(proposed(ctx.dossier)) == AT_ONCE:
        due |= start_clock(ctx, HANDOVER, today, "当场收缴罚款")
    return due


@step("decision_served_on")
def start_spot_effect(ctx: StepContext, *, served_on: str) -> Mapping[str, Any]:
    """Note that the decision took effect when the party got it; from that day the remedies are open (D8)."""
    for clock_name in REMEDIES:
        start_clock(ctx, clock_name, date.fromisoformat(served_on), "处罚决定送达")
    ctx.tell_party("处罚决定生效。", event="penalty_effective")
    return {"decision_served_on": served_on}


@step()
def keep_collection(ctx: StepContext) -> Mapping[str, Any]:
    """Record that the fine was collected at once and handed over (行政处罚法 71)."""
    end_clock(ctx, HANDOVER, DeadlineEnd.MET, "已交至本局")
    ctx.tell_party("罚款已当场收缴，交至本局。", event="paid", basis=clock_of(HANDOVER).basis)
    return {}


@step()
def keep_filing(ctx: StepContext) -> Mapping[str, Any]:
    """Record that the section took the case in (程序规定 70)."""
    end_clock(ctx, FILING, DeadlineEnd.MET, "已备案")
    ctx.note("当场处罚决定已备案。", event="spot_penalty_filed", basis=clock_of(FILING).basis)
    return {}


@step("outcome", "penalty_outcome")
def conclude_spot_penalty(ctx: StepContext) -> Mapping[str, Any]:
    """Settle that the case ends with its penalty."""
    outcome = Outcome.PENALISED
    ctx.note(f"办理结果：{outcome.label}。", event=f"penalty_{outcome.value.lower()}")
    return {"penalty_outcome": outcome.value, "outcome": outcome.value}


NOTHING_SAID = "你（单位）没有提出陈述、申辩"


def spot_penalty_decision(dossier: Dossier, _on: date) -> Facts:
    """当场行政处罚决定书 (form 44, 程序规定 67)."""
    found = proposed(dossier)
    given = found.answers
    said = f"你（单位）提出陈述、申辩：{given['statement']}" if given["said_something"] else NOTHING_SAID
    return {
        **named(dossier),
        **remedies(),
        "cause": given["cause"],
        "found_at": given["found_at"],
        "found_place": given["found_place"],
        "facts_found": given["facts_found"],
        "evidence": [{"detail": line} for line in given["evidence"]],
        "nature": given["nature"],
        "heard": said,
        "reply": given.get("statement_reply") or "",
        "discretion": given["discretion"],
        "penalty_basis": given["penalty_basis"],
        "penalties": [{"detail": words} for words in found.content],
        "payment": _collection(found),
        "pay_limit": clock_of("fine_payment").term,
        "performance": given.get("performance") or "",
        "surcharge_share": f"{parameter('fine.surchargeDaily', Decimal):.0%}",
        "officers": officers_of(dossier, START),
    }
