"""Faults in cases that stand still, or stood."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.audit.finding_rows import Named, step_named
from tests.audit.planting import change
from workflows.models import Case, CaseAct, CaseActDecision, CaseStep, Deadline


def suspended_case(session: Session) -> Case:
    return session.scalars(select(Case).where(Case.suspended_at.is_not(None))).one()


def counted_further(session: Session) -> tuple[Deadline, Deadline]:
    """Return a limit that stopped with its case, and the one in its place since the case went on."""
    resumed = step_named(session, "resume")
    [further] = session.scalars(select(Deadline).filter_by(commit_id=resumed.commit_id))
    return session.get_one(Deadline, further.replaces_id), further


def a_case_that_goes_on_without_a_word(session: Session) -> set[Named]:
    case = suspended_case(session)
    change(session, case, suspended_at=None)
    return {("B4.8", "case", str(case.id))}


def a_suspension_that_is_no_step(session: Session) -> set[Named]:
    act = session.scalars(select(CaseAct).filter_by(kind="suspend").order_by(CaseAct.id)).first()
    change(session, act, kind="end")
    step = session.scalars(select(CaseStep).filter_by(commit_id=act.decision.commit_id)).one()
    return {("B4.8", "case_step", str(step.id))}


def a_suspension_that_was_never_agreed_to(session: Session) -> set[Named]:
    case = suspended_case(session)
    act = session.scalars(select(CaseAct).filter_by(case_id=case.id)).one()
    change(session, session.get_one(CaseActDecision, act.decision.id), verdict="declined")
    step = session.scalars(select(CaseStep).filter_by(commit_id=act.decision.commit_id)).one()
    return {("B4.8", "case", str(case.id)), ("B4.8", "case_step", str(step.id))}


def a_limit_that_runs_though_its_case_stands_still(session: Session) -> set[Named]:
    case = suspended_case(session)
    stopped = session.scalars(
        select(Deadline).where(Deadline.case_id == case.id, Deadline.ended_at == case.suspended_at)
    ).first()
    change(session, stopped, ended=None, ended_at=None, end_reason=None)
    return {("B4.8", "deadline", str(stopped.id))}


def a_limit_that_was_not_counted_further(session: Session) -> set[Named]:
    stopped, further = counted_further(session)
    change(session, further, replaces_id=None)
    return {("B4.8", "deadline", str(stopped.id))}


def a_limit_that_leaves_out_more_than_its_case_stood_still(session: Session) -> set[Named]:
    _, further = counted_further(session)
    change(session, further, suspended=[["2027-02-01", "2027-02-03"]], calendar_version="-")
    return {("B4.8", "deadline", str(further.id))}


def a_case_that_was_worked_in_though_it_stood_still(session: Session) -> set[Named]:
    case = suspended_case(session)
    act = session.scalars(select(CaseAct).filter_by(case_id=case.id)).one()
    steps = select(CaseStep).where(CaseStep.case_id == case.id, CaseStep.kind == "completed")
    worked = session.scalars(steps.order_by(CaseStep.seq.desc()).limit(2)).all()
    since = worked[-1].at - timedelta(microseconds=1)
    change(session, act.decision, at=since)
    change(session, case, suspended_at=since)
    return {("B4.8", "case_act", str(act.id)), *(("B4.8", "case_step", str(step.id)) for step in worked)}
