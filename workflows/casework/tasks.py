"""The door for answers: one answer in, the case carried as far as it goes, everything it caused in one commit."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import StepKind
from workflows import clock
from workflows.casework.actor import Actor
from workflows.casework.answers import Answers, load, take_in
from workflows.casework.due import fire_due, fire_kept
from workflows.casework.hands import CaseHands
from workflows.casework.moves import Move, context_of, title_of, write_down
from workflows.casework.requests import body_digest, keep_answer, stored_answer
from workflows.casework.standing import refusal, require, standing_of
from workflows.catalog import form_of, outcome_words, process_of
from workflows.engine import Run
from workflows.errors import CaseSuspended, DeadlinePassed, NotAllowed, StalePage, TaskNotOpen
from workflows.models import Case, Task
from workflows.register.commit import Commit
from workflows.steps.dossier import Dossier


@dataclass(frozen=True)
class Answer:
    """What the door says after an answer was taken."""

    case_id: str
    case_number: str
    done_title: str
    waits_for: list[str]
    outcome: str | None


def complete_task(
    session: Session,
    task_id: UUID,
    submitted: Mapping[str, Any],
    actor: Actor,
    key: UUID,
    seen_version: int,
) -> Answer:
    """Take the actor's answers and carry the case to its next wait, in the order of decision D3.

    The same key again returns the stored answer. Raises SameKeyOtherBody, TaskNotOpen, DeadlinePassed,
    StalePage, NotAllowed, PartsCollide, marshmallow's ValidationError, and what the steps raise; then nothing
    of it may be committed.
    """
    digest = body_digest(task_id, submitted)
    if stored := stored_answer(session, key, actor, digest):
        return Answer(**stored)
    case, task = locked_task(session, task_id)
    if task is None or case is None:
        return _answered_meanwhile(session, key, actor, digest)
    # A page is stale when others moved the case since; a deadline that fires right now has changed no page.
    found_version = case.version
    # One instant for what is due and for the answer: nothing can fall due between the two.
    at = clock.now()
    fired, dossier = fire_due(session, case, at)
    if fired and session.get(Task, task_id, populate_existing=True) is None:
        raise DeadlinePassed(case.id)
    seat = require(session, actor, case, task)
    if case.suspended_at is not None:
        raise CaseSuspended
    if found_version != seen_version:
        raise StalePage
    commit = Commit(actor.officer_id, actor.name, for_officer_id=seat.in_place_of, at=at)
    answer = _carry(session, dossier, task, submitted, actor, commit)
    keep_answer(session, commit, key, digest, case.id, asdict(answer))
    return answer


def locked_task(session: Session, task_id: UUID) -> tuple[Case | None, Task | None]:
    """Lock the case of a task, then read both; the task is None when it is no longer open."""
    its_case = select(Task.case_id).where(Task.id == task_id).scalar_subquery()
    fresh = {"populate_existing": True}
    found = select(Case).where(Case.id == its_case).with_for_update(of=Case)
    case = session.scalars(found.execution_options(**fresh)).one_or_none()
    task = session.scalars(select(Task).where(Task.id == task_id).execution_options(**fresh)).one_or_none()
    return case, task


def _answered_meanwhile(session: Session, key: UUID, actor: Actor, digest: str) -> Answer:
    """Answer a request whose twin won the lock: with the twin's answer, or that the task is done."""
    session.expire_all()
    if stored := stored_answer(session, key, actor, digest):
        return Answer(**stored)
    raise TaskNotOpen


def _carry(
    session: Session,
    dossier: Dossier,
    task: Task,
    submitted: Mapping[str, Any],
    actor: Actor,
    commit: Commit,
) -> Answer:
    case, process = dossier.case, process_of(session, dossier.case)
    ctx = context_of(dossier, process, commit)
    run = Run.restore(process, case.state, CaseHands(ctx, process), str(case.id))
    answers = load(form_of(process, task.process_key, task.name), submitted, run.data)
    take_in(session, case.id, actor, answers)
    ctx.answers, ctx.role = answers.typed, task.role
    ctx.dossier.add(task.name, answers.kept, actor.officer_id)
    waited = {waiting.id for waiting in run.open_tasks}
    run.complete(task.id, answers.steering)
    write_down(ctx, _move(task, answers), run, waited)
    run = fire_kept(ctx.dossier, run, commit.at)
    return Answer(
        case_id=str(case.id),
        case_number=case.number,
        done_title=task.title,
        waits_for=[title_of(open_task) for open_task in run.open_tasks],
        outcome=outcome_words(case.outcome) if case.outcome else None,
    )


def _move(task: Task, answers: Answers) -> Move:
    return Move(
        kind=StepKind.COMPLETED,
        process_key=task.process_key,
        name=task.name,
        title=task.title,
        words=answers.words,
        role=task.role,
        task_id=task.id,
        answers=answers.typed,
        kept=answers.kept,
        form=answers.form,
    )


def claim(session: Session, task_id: UUID, actor: Actor) -> None:
    """Take a task for oneself. Raises TaskNotOpen, or NotAllowed when it is not the actor's to take."""
    case, task = locked_task(session, task_id)
    if case is None or task is None:
        raise TaskNotOpen
    if reason := refusal(actor, task, standing_of(session, case.id, actor.officer_id)):
        raise NotAllowed(reason)
    if case.suspended_at is not None:
        raise CaseSuspended
    task.claimed_by_id = actor.officer_id


def release(session: Session, task_id: UUID, actor: Actor) -> None:
    """Give a claimed task back to the section. Raises TaskNotOpen, or NotAllowed when another claimed it."""
    _, task = locked_task(session, task_id)
    if task is None:
        raise TaskNotOpen
    if task.claimed_by_id != actor.officer_id:
        raise NotAllowed("只有领取人可以退回待办。")
    task.claimed_by_id = None
