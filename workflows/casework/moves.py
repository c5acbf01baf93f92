"""One move of a case: the diagram runs to its next wait, and all that follows from it is written down at once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import TaskForm
from forms.choices import DeadlineEnd, EntryKind, Role, StepKind, Visibility
from workflows.casework.actor import DEPARTMENTAL
from workflows.casework.hands import CaseHands
from workflows.casework.kept import worded
from workflows.catalog import outcomes_of, papers_of, process_of
from workflows.engine import OpenTask, Process, Run
from workflows.errors import DiagramFailed
from workflows.law import law_version
from workflows.models import Case, CaseStep, CreditEntry, Recusal, Task
from workflows.register.commit import Commit
from workflows.steps import StepContext
from workflows.steps.dossier import Dossier
from workflows.steps.limits import end_all, end_clock
from workflows.steps.messages import offer


@dataclass(frozen=True, kw_only=True)
class Move:
    """What moves a case: a person's answers, a deadline, a message."""

    kind: StepKind
    process_key: str
    name: str
    title: str
    words: str = ""
    role: str = ""
    task_id: UUID | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    kept: Mapping[str, Any] = field(default_factory=dict)
    """The answers as they are kept: plain values, personal text sealed."""
    form: TaskForm | None = None
    """The form in which they were asked for; its words are kept with them."""


def carry(session: Session, case: Case, commit: Commit, move: Move, act: Callable[[Run], object]) -> Run:
    """Restore the case, let `act` move it, and write down what came of it. Nothing is committed here."""
    process = process_of(session, case)
    ctx = _context(session, case, process, commit, move)
    run = Run.restore(process, case.state, CaseHands(ctx, process), str(case.id))
    waited = {task.id for task in run.open_tasks}
    act(run)
    write_down(ctx, move, run, waited)
    return run


def begin(session: Session, case: Case, commit: Commit, move: Move, facts: Mapping[str, Any]) -> Run:
    """Start the case's diagram on these facts, and write down what came of it."""
    process = process_of(session, case)
    ctx = _context(session, case, process, commit, move)
    run = Run.start(process, facts, CaseHands(ctx, process))
    write_down(ctx, move, run, set())
    return run


def _context(session: Session, case: Case, process: Process, commit: Commit, move: Move) -> StepContext:
    ctx = context_of(Dossier(session, case), process, commit)
    ctx.answers, ctx.role = move.answers, move.role
    ctx.dossier.add(move.name, move.kept, commit.actor_id)
    return ctx


def context_of(dossier: Dossier, process: Process, commit: Commit) -> StepContext:
    """Return what the steps of a case may touch under its diagrams, before anything is answered."""
    return StepContext(
        session=dossier.session,
        case=dossier.case,
        commit=commit,
        papers=papers_of(process),
        outcomes=outcomes_of(process),
        read=dossier,
    )


def write_down(ctx: StepContext, move: Move, run: Run, waited: Collection[UUID]) -> None:
    """Write state, step, credit entry and open tasks of a move; close the case when nothing waits any more.

    `waited` are the tasks that waited before the move.
    """
    ctx.case.state = run.save(str(ctx.case.id))
    note_down(ctx, move, run.passed)
    project(ctx, run.open_tasks, waited)
    offer(ctx.session, ctx.case, run.waiting_messages)
    if run.finished:
        close(ctx, str(run.data["outcome"]))


def note_down(ctx: StepContext, move: Move, passed: Sequence[tuple[str, str]] = ()) -> None:
    """Write the step and the credit entry of a move; by itself for one that moves no diagram."""
    ctx.case.version += 1
    step = _step(ctx, move, passed)
    wording = [worded(ctx.session, step, move.form)] if move.form else []
    ctx.commit.write(ctx.session, [step, *wording, entry_of(ctx, move)])


def _step(ctx: StepContext, move: Move, passed: Sequence[tuple[str, str]]) -> CaseStep:
    return CaseStep(
        case_id=ctx.case.id,
        seq=ctx.case.version,
        kind=move.kind,
        process_key=move.process_key,
        name=move.name,
        title=move.title,
        task_id=move.task_id,
        actor_id=ctx.commit.actor_id,
        actor_role=move.role,
        for_officer_id=ctx.commit.for_officer_id,
        at=ctx.commit.at,
        answers=dict(move.kept),
        passed=[list(flow) for flow in passed],
    )


def entry_of(ctx: StepContext, move: Move) -> CreditEntry:
    """Return the one credit entry of a step: what was done, with what the steps added (D7)."""
    telling = ctx.telling
    every = telling.line_for(*Visibility)
    summary = "　".join(part for part in (f"{move.title}。", move.words, every) if part)
    return CreditEntry(
        entity_id=ctx.case.entity_id,
        record_id=ctx.case.record_id,
        case_id=ctx.case.id,
        case_seq=ctx.case.version,
        kind=EntryKind.DEADLINE if move.kind is StepKind.TIMER else EntryKind.CASE,
        event=telling.event or move.name,
        state_after=telling.state_after,
        visibility=telling.visibility,
        summary=summary,
        party_summary=telling.line_for(Visibility.PARTY, Visibility.PUBLIC) or None,
        public_summary=telling.line_for(Visibility.PUBLIC) or None,
        basis=telling.basis,
        rule=telling.rule,
        law_version=law_version(),
        detail=telling.detail,
        actor_id=ctx.commit.actor_id,
        actor_name=ctx.commit.actor_name,
        at=ctx.commit.at,
    )


def project(ctx: StepContext, waiting: list[OpenTask], waited: Collection[UUID]) -> None:
    """Let the task table say what the diagram waits for; a task that goes on waiting keeps who claimed it."""
    if gone := set(waited) - {task.id for task in waiting}:
        for task in ctx.session.scalars(select(Task).where(Task.id.in_(gone))):
            ctx.session.delete(task)
    ctx.session.add_all(_row(ctx, task) for task in waiting if task.id not in waited)


def _row(ctx: StepContext, task: OpenTask) -> Task:
    role = role_of(task)
    return Task(
        id=task.id,
        case_id=ctx.case.id,
        process_key=task.process_key,
        name=task.name,
        title=title_of(task),
        role=role,
        document_id=_document_id(task),
        claimed_by_id=_assigned_to(ctx, task),
        not_by=not_by(task),
        department_id=_section(ctx, task, role),
        opened_at=ctx.commit.at,
        commit_id=ctx.commit.id,
    )


def _section(ctx: StepContext, task: OpenTask, role: Role) -> int | None:
    """Return the section that may answer a task; None where the role acts for all, or the diagram says so."""
    anywhere = role not in DEPARTMENTAL or task.properties.get("section") == "any"
    return None if anywhere else ctx.case.department_id


def not_by(task: OpenTask) -> list[int] | None:
    """Return who may not answer a task, where the diagram names variables for that; None when it names none.

    Raises DiagramFailed when one of them is unknown: then anybody could answer.
    """
    names = task.properties.get("not_by", "").split()
    if unknown := [name for name in names if name not in task.facts]:
        raise DiagramFailed(f"环节 {task.name} 不得由 {'、'.join(unknown)} 办理，案件中没有这一变量。")
    return sorted({task.facts[name] for name in names}) or None


def role_of(task: OpenTask) -> Role:
    """Return for whom a task is: the role of its lane, unless the case's data name another in its stead.

    A called procedure is drawn with the lane that mostly does it; papers of a repair are served at the window,
    those of a penalty by the officers who handle it.
    """
    named = task.facts.get(task.properties.get("role", ""))
    return Role(named) if named else Role.labelled(task.lane)


def title_of(task: OpenTask) -> str:
    """Return the title of a task, with what it is about where the diagram names a variable for that."""
    about = task.facts.get(task.properties.get("about", ""))
    return f"{task.title}：{about}" if about else task.title


def _assigned_to(ctx: StepContext, task: OpenTask) -> int | None:
    """Return whose task it is, where the diagram names a variable for that; nobody's once he is recused."""
    officer_id: int | None = task.facts.get(task.properties.get("officer", ""))
    if officer_id is None:
        return None
    recused = select(Recusal.id).where(Recusal.case_id == ctx.case.id, Recusal.officer_id == officer_id)
    return None if ctx.session.scalars(recused).one_or_none() else officer_id


def _document_id(task: OpenTask) -> UUID | None:
    """Return the document that a task is about, where the diagram names a variable for that."""
    found = task.facts.get(task.properties.get("document", ""))
    return UUID(found) if found else None


def close(ctx: StepContext, outcome: str) -> None:
    """Close the case; its limits end with it, except those that the law lets run on (remedies).

    A limit that the diagram itself watches, such as the time for looking again, was kept when the case ends in it.
    """
    ctx.case.outcome, ctx.case.closed_at = outcome, ctx.commit.at
    for timer in process_of(ctx.session, ctx.case).clocks:
        end_clock(ctx, timer, DeadlineEnd.MET, "案件办结")
    end_all(ctx, DeadlineEnd.CANCELLED, "案件办结")
