"""Puts a job on the queue in the transaction of whoever causes it: both are kept, or neither."""

from functools import lru_cache

from dbos import DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from workflows.jobs.run import Plain, Run
from workflows.jobs.tables import SCHEMA

APPLICATION = "casework"
RUN_JOB = "run_job"

# A job's arguments are plain JSON. The engine's default would be pickle, which runs what it reads.
SERIALIZER = DBOSPortableJSONSerializer()


def enqueue(session: Session, job: str, *args: Plain, key: str, delay_seconds: float = 0) -> None:
    """Put a job on the queue; it exists from the commit of this session on, and not before.

    A job of the same name and key is put there once, however often it is asked for, even after it has
    ended. A job runs at least once, so whatever it does must bear being done again. Costs two statements.
    """
    put(session, Run(job, key, args), delay_seconds=delay_seconds)


def put(session: Session, run: Run, *, delay_seconds: float = 0) -> None:
    """Put one run of a job on its queue, in the transaction of the session."""
    options: EnqueueOptions = {"workflow_name": RUN_JOB, "queue_name": run.queue, "workflow_id": run.id}
    if delay_seconds > 0:
        options["delay_seconds"] = delay_seconds
    _client(session.get_bind().engine).enqueue_in_transaction(session, options, run.as_plain())


@lru_cache(maxsize=8)
def _client(engine: Engine) -> DBOSClient:
    """One for each database, and it opens no connection: the caller's is used."""
    return DBOSClient(
        system_database_engine=engine,
        dbos_system_schema=SCHEMA,
        serializer=SERIALIZER,
        application_name=APPLICATION,
        lazy=True,
    )
