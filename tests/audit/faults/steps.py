"""Faults in what one step wrote."""

from uuid import uuid4

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from forms.choices import Role
from tests.audit.finding_rows import Named, entry_of, step_named
from tests.audit.planting import change
from workflows.models import (
    AnsweredRequest,
    Case,
    ChainLink,
    CreditEntry,
    FormWording,
    StepWording,
    Task,
)


def a_step_without_its_entry(session: Session) -> set[Named]:
    step = step_named(session, "verify")
    session.execute(delete(CreditEntry).where(CreditEntry.id == entry_of(session, step).id))
    return {("B1.1", "case_step", str(step.id))}


def an_entry_without_its_step(session: Session) -> set[Named]:
    entry = entry_of(session, step_named(session, "verify"))
    change(session, entry, case_seq=None, kind="life")
    step = step_named(session, "verify")
    return {("B1.1", "case_step", str(step.id))}


def an_entry_in_a_second_commit(session: Session) -> set[Named]:
    step = step_named(session, "verify")
    entry, second = entry_of(session, step), uuid4()
    change(session, entry, commit_id=second)
    last = session.scalar(select(ChainLink.seq).order_by(ChainLink.seq.desc()).limit(1))
    session.execute(
        insert(ChainLink).values(
            seq=last + 1, commit_id=second, body="0" * 64, head="0" * 64, mac="", at=step.at
        )
    )
    return {("B1.2", "credit_entry", str(entry.id))}


def a_task_of_another_commit(session: Session) -> set[Named]:
    task = session.scalars(select(Task).order_by(Task.id)).first()
    change(session, task, commit_id=uuid4())
    return {("B1.2", "task", str(task.id))}


def a_version_that_counts_no_step(session: Session) -> set[Named]:
    case = session.scalars(select(Case).order_by(Case.number)).first()
    change(session, case, version=case.version + 1)
    return {("B1.3", "case", str(case.id))}


def a_state_saved_without_the_inbox(session: Session) -> set[Named]:
    task = session.scalars(select(Task).order_by(Task.id)).first()
    session.execute(delete(Task).where(Task.id == task.id))
    return {("B1.4", "case", str(task.case_id))}


def an_inbox_row_that_nothing_waits_for(session: Session) -> set[Named]:
    step, stray = step_named(session, "verify"), uuid4()
    session.execute(
        insert(Task).values(
            id=stray,
            case_id=step.case_id,
            process_key=step.process_key,
            name=step.name,
            title=step.title,
            role=Role.CASE_OFFICER,
            opened_at=step.at,
            commit_id=step.commit_id,
        )
    )
    return {("B1.4", "task", str(stray))}


def a_step_without_a_request(session: Session) -> set[Named]:
    step = step_named(session, "verify")
    session.execute(delete(AnsweredRequest).where(AnsweredRequest.commit_id == step.commit_id))
    return {("B1.6", "case_step", str(step.id))}


def one_step_for_two_requests(session: Session) -> set[Named]:
    step = step_named(session, "verify")
    first = session.scalars(select(AnsweredRequest).filter_by(commit_id=step.commit_id)).one()
    values = {column.name: getattr(first, column.name) for column in AnsweredRequest.__table__.columns}
    second = uuid4()
    session.execute(insert(AnsweredRequest).values(**{**values, "key": second}))
    return {("B1.6", "answered_request", str(key)) for key in (first.key, second)}


def words_of_a_form_edited_in_place(session: Session) -> set[Named]:
    worded = session.scalars(select(FormWording).filter_by(name="verify")).first()
    change(session, worded, content=worded.content.replace("核实".encode(), "复核".encode()))
    return {("B8.1", "form_wording", worded.digest)}


def a_step_without_the_words_of_its_form(session: Session) -> set[Named]:
    step = step_named(session, "verify")
    session.execute(delete(StepWording).where(StepWording.step_id == step.id))
    return {("B8.1", "case_step", str(step.id))}
