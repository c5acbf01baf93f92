"""A run that gave up: written down as a task for a person, who may have it tried again."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock
from workflows.errors import NotFound, TroubleClosed
from workflows.jobs.lease import WATCH
from workflows.jobs.queueing import put
from workflows.jobs.run import Run
from workflows.models import Trouble, WorkerLease


def open_trouble(session: Session, run: Run, title: str, error: str, case_id: UUID | None = None) -> None:
    """Write the task for a person; one that is open for the same job and arguments is brought up to date."""
    _wait_for_others(session)
    trouble = _open_for(session, run)
    if trouble is None:
        trouble = Trouble(job=run.job, title=title, case_id=case_id, opened_at=clock.now())
        session.add(trouble)
    trouble.arguments = run.as_plain()
    trouble.error = error


def retry(session: Session, trouble_id: int, officer_id: int) -> None:
    """Put what gave up on the queue again, from the step that failed, and close the task.

    Raises NotFound, or TroubleClosed when somebody has seen to it already.
    """
    chosen = select(Trouble).where(Trouble.id == trouble_id).with_for_update()
    trouble = session.scalar(chosen.execution_options(populate_existing=True))
    if trouble is None:
        raise NotFound
    if trouble.solved_at is not None:
        raise TroubleClosed
    run = Run.from_plain(trouble.arguments)
    put(session, replace(run, key=f"{run.key}/retry-{trouble.id}", attempt=1))
    trouble.solved_at = clock.now()
    trouble.solved_by_id = officer_id


def _wait_for_others(session: Session) -> None:
    """Let two workers that give up at once look one after the other, or each would write a task of its own."""
    session.execute(select(WorkerLease.host).where(WorkerLease.executor_id == WATCH).with_for_update())


def _open_for(session: Session, run: Run) -> Trouble | None:
    candidates = select(Trouble).where(Trouble.job == run.job, Trouble.solved_at.is_(None))
    for trouble in session.scalars(candidates):
        if Run.from_plain(trouble.arguments).args == run.args:
            return trouble
    return None
