"""Moves a case to today's diagrams: tried first, then done in one step on record."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import Role, StepKind
from forms.transfer import MoveToDiagram
from workflows.casework.actor import Actor
from workflows.casework.answers import load
from workflows.casework.due import locked_case
from workflows.casework.hands import CaseHands
from workflows.casework.kept import keep_definition
from workflows.casework.moves import Move, title_of, write_down
from workflows.catalog import catalog, papers_of, process_of, renamings_of
from workflows.engine import Process, Run
from workflows.errors import NotAllowed, NotFound, TransferRefused
from workflows.models import Case, Deadline, Task
from workflows.register.commit import Commit
from workflows.steps import StepContext


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """What moving a case to today's diagrams does, or would do."""

    number: str
    before: str
    after: str
    stays: Sequence[tuple[str, str]] = ()
    """Each open task: its title now, and then."""
    against: Sequence[str] = ()
    """Why it cannot be done; empty when it can."""
    unwatched: Sequence[str] = ()
    """Limits that run on without the new diagram waiting for them."""
    unknown: Sequence[str] = ()
    """Facts that only the new diagram reads and the case does not hold yet."""


def try_transfer(session: Session, number: str) -> Transfer:
    """Return what would happen if a case were moved to today's diagrams; nothing is. Raises NotFound."""
    case = _case(session, number)
    return _planned(session, case, _context(session, case, Commit()))[0]


def transfer(session: Session, number: str, reason: str, actor: Actor) -> Transfer:
    """Move a case to today's diagrams, and put on record who did it and why.

    Raises NotFound, NotAllowed for anybody but a system administrator, marshmallow's ValidationError for an unfit
    reason, or TransferRefused with what stands against it; then nothing was changed.
    """
    if Role.SYSTEM_ADMINISTRATOR not in actor.roles:
        raise NotAllowed("移动案件的流程图由系统管理员办理。")
    case = locked_case(session, _case(session, number).id)
    commit = Commit()
    ctx = _context(session, case, commit)
    done, run, process = _planned(session, case, ctx)
    if run is None or process is None:
        raise TransferRefused("\n".join(done.against))
    _write(ctx, run, process, _move(case, done, reason, actor))
    return done


def _case(session: Session, number: str) -> Case:
    case = session.scalars(select(Case).where(Case.number == number)).one_or_none()
    if case is None:
        raise NotFound
    return case


def _context(session: Session, case: Case, commit: Commit) -> StepContext:
    return StepContext(session=session, case=case, commit=commit)


def _planned(session: Session, case: Case, ctx: StepContext) -> tuple[Transfer, Run | None, Process | None]:
    """Return the plan, and where nothing stands against it the case under today's diagrams."""
    before, today = process_of(session, case), catalog().get(case.process_key)
    plan = Transfer(number=case.number, before=before.digest, after=today.process.digest if today else "")
    if today is None or case.closed_at is not None or plan.after == plan.before:
        why = "案件已经办结，或者已经在本版本的流程图下，或者本版本没有这一流程。"
        return replace(plan, against=[why]), None, None
    run = Run.restore(before, case.state, CaseHands(ctx, before), str(case.id))
    if against := run.obstacles(today.process, renamings_of(before)):
        return replace(plan, against=list(dict.fromkeys(against))), None, None
    titles = {task.id: title_of(task) for task in run.open_tasks}
    moved = run.carried_over(today.process, renamings_of(before), CaseHands(ctx, today.process))
    plan = replace(
        plan,
        stays=[(titles[task.id], title_of(task)) for task in moved.open_tasks],
        unwatched=_unwatched(session, case, before, moved),
        unknown=sorted(_reads(today.process) - _reads(before) - moved.data.keys()),
    )
    return plan, moved, today.process


def _unwatched(session: Session, case: Case, before: Process, moved: Run) -> list[str]:
    """Return the limits that the earlier diagrams waited for somewhere, and the new ones do not wait for now."""
    running = select(Deadline).where(Deadline.case_id == case.id, Deadline.ended_at.is_(None))
    rows = session.scalars(running.order_by(Deadline.due_at))
    return [
        row.title for row in rows if row.timer in before.watched and row.timer not in moved.waiting_clocks
    ]


def _reads(process: Process) -> frozenset[str]:
    return frozenset().union(*(part.reads for part in process.parts.values()))


def _move(case: Case, done: Transfer, reason: str, actor: Actor) -> Move:
    told = {"by": actor.name, "reason": reason, "before": done.before, "after": done.after}
    answers = load(MoveToDiagram, told, {})
    return Move(
        kind=StepKind.MESSAGE,
        process_key=case.process_key,
        name="transfer",
        title="移到新版流程图",
        words=f"{actor.name}：{reason}",
        answers=answers.typed,
        kept=answers.kept,
        form=answers.form,
    )


def _write(ctx: StepContext, run: Run, process: Process, move: Move) -> None:
    """Write the step down; the open tasks are written anew, and stay with those who claimed them."""
    session, case = ctx.session, ctx.case
    keep_definition(session, process, ctx.commit.at)
    claimed = {task.id: (task.role, task.claimed_by_id) for task in taken_away(session, case)}
    case.definition_digest = process.digest
    ctx.papers = papers_of(process)
    write_down(ctx, move, run, set())
    for task in session.scalars(select(Task).where(Task.case_id == case.id)):
        role, officer_id = claimed.get(task.id, ("", None))
        task.claimed_by_id = officer_id if role == task.role else None


def taken_away(session: Session, case: Case) -> Sequence[Task]:
    """Return the open tasks of a case, and take them out of the table."""
    tasks = session.scalars(select(Task).where(Task.case_id == case.id)).all()
    for task in tasks:
        session.delete(task)
    session.flush()
    return tasks
