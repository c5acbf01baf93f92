"""Faults in limits and instants."""

from datetime import timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from forms.choices import DeadlineEnd
from tests.audit.finding_rows import Named, running_deadline, step_named
from tests.audit.planting import change
from tests.audit.walks import AUDITED_AT
from workflows.models import (
    AnsweredRequest,
    Case,
    CaseStep,
    ChainLink,
    CreditEntry,
    Deadline,
    DeadlineMove,
    Reminder,
    RoleGrant,
    Task,
)


def a_deadline_that_runs_twice(session: Session) -> set[Named]:
    first = running_deadline(session)
    values = {column.name: getattr(first, column.name) for column in Deadline.__table__.columns}
    values |= {"id": 9999, "occurrence": first.occurrence + 7}
    session.execute(insert(Deadline).values(**values))
    return {("B4.1", "deadline", "9999")}


def a_deadline_that_fired_without_a_step(session: Session) -> set[Named]:
    met = session.scalars(select(Deadline).filter_by(ended=DeadlineEnd.MET).order_by(Deadline.id)).first()
    change(session, met, ended=DeadlineEnd.FIRED, due_at=met.ended_at, calendar_version="-")
    return {("B4.1", "deadline", str(met.id))}


def a_deadline_that_took_effect_later_without_a_step(session: Session) -> set[Named]:
    fired = session.scalars(select(Deadline).filter_by(ended=DeadlineEnd.FIRED).order_by(Deadline.id)).first()
    change(session, fired, uncaught_at=fired.ended_at, caught_at=fired.ended_at + timedelta(days=1))
    return {("B4.1", "deadline", str(fired.id))}


def a_deadline_that_fired_too_early(session: Session) -> set[Named]:
    fired = session.scalars(select(Deadline).filter_by(ended=DeadlineEnd.FIRED).order_by(Deadline.id)).first()
    change(session, fired, due_at=fired.ended_at + timedelta(seconds=1), calendar_version="-")
    return {("B4.2", "deadline", str(fired.id))}


def a_deadline_that_lies_unfired(session: Session) -> set[Named]:
    lying = session.scalars(select(Deadline).filter_by(clock="reconsideration")).first()
    last = session.scalar(
        select(CaseStep.at).filter_by(case_id=lying.case_id).order_by(CaseStep.seq.desc()).limit(1)
    )
    change(session, lying, due_at=last + timedelta(microseconds=1), calendar_version="-")
    return {("B4.2", "deadline", str(lying.id))}


def a_deadline_that_ends_a_day_late(session: Session) -> set[Named]:
    running = running_deadline(session)
    change(session, running, due_at=running.due_at + timedelta(days=1))
    return {("B4.3", "deadline", str(running.id))}


def a_move_that_the_deadline_did_not_follow(session: Session) -> set[Named]:
    return {("B4.6", "deadline_move", moved(session, running_deadline(session), timedelta(days=1)))}


def a_move_of_a_deadline_that_had_ended(session: Session) -> set[Named]:
    met = session.scalars(select(Deadline).filter_by(ended=DeadlineEnd.MET).order_by(Deadline.id)).first()
    return {("B4.6", "deadline_move", moved(session, met, timedelta(0)))}


def moved(session: Session, row: Deadline, further: timedelta) -> str:
    """Put a move of a deadline on record that ends so much further than the deadline does, and return its id."""
    link = session.scalars(select(ChainLink).order_by(ChainLink.seq.desc()).limit(1)).one()
    days = {"old_last_day": row.last_day, "new_last_day": row.last_day}
    instants = {"old_due_at": row.due_at - timedelta(days=1), "new_due_at": row.due_at + further}
    versions = {"old_calendar_version": "a", "calendar_version": "b"}
    told = {"id": 99, "deadline_id": row.id, "case_id": row.case_id, "why": "放假安排", **versions}
    kept = {"at": link.at, "commit_id": link.commit_id}
    session.execute(insert(DeadlineMove).values(**told, **days, **instants, **kept))
    return "99"


def a_step_that_swallowed_a_deadline(session: Session) -> set[Named]:
    met = session.scalars(
        select(Deadline).filter_by(ended=DeadlineEnd.MET, clock="repair_acceptance").order_by(Deadline.id)
    ).first()
    change(session, met, due_at=met.ended_at, calendar_version="-")
    step = session.scalars(select(CaseStep).filter_by(case_id=met.case_id, at=met.ended_at)).one()
    return {("B4.4", "case_step", str(step.id))}


def a_clock_set_back(session: Session) -> set[Named]:
    step = step_named(session, "review_extension")
    earlier = step.at - timedelta(days=1)
    for table, column in (
        (CaseStep, "at"),
        (CreditEntry, "at"),
        (ChainLink, "at"),
        (AnsweredRequest, "at"),
        (Task, "opened_at"),
    ):
        session.execute(
            update(table.__table__).where(table.commit_id == step.commit_id).values({column: earlier})
        )
    session.execute(update(RoleGrant).values(granted_at=earlier))
    return {("B4.5", "case_step", str(step.id))}


def a_term_about_to_end_of_which_nobody_was_reminded(session: Session) -> set[Named]:
    running = running_deadline(session)
    change(session, running, clock="service_by_notice", last_day=AUDITED_AT.date(), calendar_version="-")
    return {("B4.7", "deadline", str(running.id))}


def a_term_that_ended_undone_and_was_reported_to_nobody(session: Session) -> set[Named]:
    row = session.scalars(select(Reminder).filter_by(kind="supervision").order_by(Reminder.id.desc())).first()
    session.connection().execute(delete(Reminder).where(Reminder.id == row.id))
    return {("B4.7", "deadline", str(row.deadline_id))}


def supervision_of_a_term_that_was_kept(session: Session) -> set[Named]:
    met = session.scalars(select(Deadline).filter_by(ended=DeadlineEnd.MET).order_by(Deadline.id)).first()
    told = {"case_id": met.case_id, "deadline_id": met.id, "last_day": met.last_day, "at": AUDITED_AT}
    session.execute(insert(Reminder).values(id=9999, kind="supervision", commit_id=met.commit_id, **told))
    return {("B4.7", "reminder", "9999")}


def a_case_that_stands_still_though_nobody_suspended_it(session: Session) -> set[Named]:
    case = session.scalars(select(Case).where(Case.closed_at.is_(None)).order_by(Case.opened_at)).first()
    change(session, case, suspended_at=AUDITED_AT)
    running = select(Deadline.id).where(Deadline.case_id == case.id, Deadline.ended_at.is_(None))
    terms = {("B4.8", "deadline", str(one)) for one in session.scalars(running)}
    return {("B4.8", "case", str(case.id)), *terms}


def a_word_of_the_head_that_the_record_does_not_have(session: Session) -> set[Named]:
    row = session.scalars(select(Reminder).filter_by(kind="supervision").order_by(Reminder.id)).first()
    change(session, row, answered_at=row.at + timedelta(hours=1), answered_by_id=1, words="请抓紧办理。")
    return {("B4.7", "reminder", str(row.id))}
