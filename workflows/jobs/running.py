"""What the engine calls in a worker: one run of a job, and one tick of a schedule."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from croniter import croniter
from dbos import DBOS, StepOptions
from sqlalchemy.exc import DBAPIError

from workflows import clock
from workflows.errors import CaseworkError
from workflows.jobs import registry
from workflows.jobs.queueing import RUN_JOB, put
from workflows.jobs.registry import Transaction, Work
from workflows.jobs.run import SCHEDULED, Run
from workflows.jobs.trouble import open_trouble

TICK = "tick"
# A run that ended its worker this often is not taken up again by itself, or it would end every worker in turn.
RECOVERIES = 5
# A job that failed because the database went away can note so only when it is back: some minutes of patience.
NOTING = StepOptions(
    name="note_failure",
    retries_allowed=True,
    max_attempts=12,
    interval_seconds=0.2,
    should_retry=lambda fault: isinstance(fault, DBAPIError),
)

_log = logging.getLogger(__name__)


class _Handed:
    """The transactions that this process's worker was handed; there is one worker to a process."""

    begin: Transaction
    read: Transaction | None = None


_held: list[str | None] = []


@contextmanager
def _holding() -> Iterator[None]:
    """Have it known that a thread of this process holds the run, until the end of the block."""
    held = DBOS.workflow_id
    _held.append(held)
    try:
        yield
    finally:
        _held.remove(held)


def held_here() -> frozenset[str | None]:
    """Return the engine's names of the runs that threads of this process hold."""
    return frozenset(_held)


def work_with(begin: Transaction, read: Transaction | None) -> None:
    """Hand in the transactions and readings that every run from now on is given."""
    _Handed.begin, _Handed.read = begin, read


@DBOS.workflow(name=RUN_JOB, max_recovery_attempts=RECOVERIES)
def run_job(plain: dict[str, Any]) -> None:
    """Run the steps of a job from where it stands; after a failure, put the next try on the queue, or give up."""
    run = Run.from_plain(plain)
    with _holding():
        for number in range(run.step, len(registry.find(run.job).steps)):
            here = run.at(number)
            error = DBOS.run_step({"name": f"{run.job}/{number}"}, _attempt, here)
            if error is not None:
                DBOS.run_step(NOTING, _note_failure, here, error)
                return


@DBOS.workflow(name=TICK)
def tick(due: datetime, schedule: dict[str, str]) -> None:
    """Put the job of a schedule on the queue, unless the next tick is due already and will do instead."""
    with _holding():
        DBOS.run_step({"name": "put"}, _put_scheduled, due, schedule)


def _attempt(run: Run) -> str | None:
    """Run one step of a job, and return in words why it failed, or nothing."""
    try:
        job = registry.find(run.job)
        job.steps[run.step](Work(_Handed.begin, f"{run.job}:{run.key}", _Handed.read), *run.args)
    except (
        Exception
    ) as fault:  # whatever a job fails of, it is tried again, and in the end a person hears of it
        _log.exception("Job %s failed at attempt %s.", run.id, run.attempt)
        return _in_words(fault)
    return None


def _in_words(fault: Exception) -> str:
    if isinstance(fault, CaseworkError):
        return str(fault)
    return f"程序在执行时出错（{type(fault).__name__}：{fault}）。请把这段说明告诉系统管理员。"


def _note_failure(run: Run, error: str) -> None:
    job = registry.find(run.job)
    with _Handed.begin() as session:
        if run.attempt < job.attempts:
            put(session, run.again(), delay_seconds=job.pause(run.attempt))
            return
        case_id = job.case_of(session, *run.args) if job.case_of else None
        open_trouble(session, run, job.title, f"{error}（共尝试 {run.attempt} 次）", case_id)


def overtaken(due: datetime, line: str, now: datetime) -> bool:
    """Return whether a cron line's next tick after `due` has come by now.

    After a pause the engine makes up for every tick that it slept through; of those only the last may work.
    """
    following: datetime = croniter(line, due.astimezone(clock.SHANGHAI), second_at_beginning=True).get_next(
        datetime
    )
    return following <= now


def _put_scheduled(due: datetime, schedule: dict[str, str]) -> None:
    if overtaken(due, schedule["line"], clock.now()):
        return
    with _Handed.begin() as session:
        put(session, Run(schedule["job"], due.isoformat(), queue=SCHEDULED))
