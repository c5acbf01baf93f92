"""Leads: what was done with each is told without a gap, by those in whose section it was, and ends once."""

from collections.abc import Iterator

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from workflows.audit.finding import Finding
from workflows.audit.reading import each
from workflows.models import CaseStep, Lead, LeadChange

ENDS = ("dismissed", "transferred", "opened")
PASSES_ON = "referred"


def check(session: Session) -> Iterator[Finding]:
    """B1.9: each lead is told from its registering on, nothing after its end, and changes hands as it says."""
    first = select(LeadChange.id).where(LeadChange.lead_id == Lead.id, LeadChange.seq == 1)
    unbegun = select(Lead.id).where(~first.where(LeadChange.standing == "registered").exists())
    yield from each(session, "B1.9", "lead", unbegun, "线索 {id} 的办理经过不是从登记起的。")
    yield from _out_of_order(session)
    yield from _moved_unsaid(session)
    yield from _opened_another(session)


def _out_of_order(session: Session) -> Iterator[Finding]:
    before = aliased(LeadChange)
    preceding = select(before.id).where(
        before.lead_id == LeadChange.lead_id, before.seq == LeadChange.seq - 1
    )
    going_on = preceding.where(before.standing.not_in(ENDS), before.at <= LeadChange.at)
    odd = or_(LeadChange.standing == "registered", ~going_on.exists())
    found = select(LeadChange.id, LeadChange.lead_id, LeadChange.seq).where(LeadChange.seq != 1, odd)
    yield from each(
        session, "B1.9", "lead_change", found, "线索 {lead_id} 的第 {seq} 次办理不能接在前一次之后。"
    )


def _moved_unsaid(session: Session) -> Iterator[Finding]:
    """Name each change by which a lead came to another section, or to another officer, though it says otherwise."""
    before = aliased(LeadChange)
    follows = and_(before.lead_id == LeadChange.lead_id, before.seq == LeadChange.seq - 1)
    elsewhere = and_(LeadChange.standing != PASSES_ON, LeadChange.department_id != before.department_id)
    another = func.coalesce(LeadChange.officer_id, 0) != func.coalesce(before.officer_id, 0)
    unsaid = or_(elsewhere, and_(LeadChange.standing.not_in((PASSES_ON, "assigned")), another))
    found = select(LeadChange.id, LeadChange.lead_id, LeadChange.seq).join(before, follows).where(unsaid)
    words = "线索 {lead_id} 的第 {seq} 次办理换了科室或者核查人员，而它不是转办、分派。"
    yield from each(session, "B1.9", "lead_change", found, words)


def _opened_another(session: Session) -> Iterator[Finding]:
    """Name each lead that names a case which was not opened from it, in one commit with its first step."""
    opened = select(CaseStep.id).where(
        CaseStep.case_id == LeadChange.case_id, CaseStep.seq == 1, CaseStep.commit_id == LeadChange.commit_id
    )
    found = select(LeadChange.id, LeadChange.lead_id, LeadChange.case_id)
    found = found.where(LeadChange.case_id.is_not(None), ~opened.exists())
    yield from each(
        session, "B1.9", "lead_change", found, "案件 {case_id} 不是在线索 {lead_id} 办理时登记的。"
    )
