"""Puts a job on the queue in the transaction of whoever causes it: both are kept, or neither."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from workflows.jobs.run import Plain, Run

if TYPE_CHECKING:
    from dbos import EnqueueOptions

RUN_JOB = "run_job"


def enqueue(session: Session, job: str, *args: Plain, key: str, delay_seconds: float = 0) -> None:
    """Put a job on the queue; it exists from the commit of this session on, and not before.

    A job of the same name and key is put there once, however often it is asked for, even after it has
    ended. A job runs at least once, so whatever it does must bear being done again. Costs two statements.
    """
    put(session, Run(job, key, args), delay_seconds=delay_seconds)


def put(session: Session, run: Run, *, delay_seconds: float = 0) -> None:
    """Put one run of a job on its queue, in the transaction of the session."""
    from workflows.jobs.client import client  # noqa: PLC0415  # the engine is large, and most commands cause no job

    options: EnqueueOptions = {"workflow_name": RUN_JOB, "queue_name": run.queue, "workflow_id": run.id}
    if delay_seconds > 0:
        options["delay_seconds"] = delay_seconds
    client(session.get_bind().engine).enqueue_in_transaction(session, options, run.as_plain())
