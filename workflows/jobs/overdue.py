"""Runs that are older than their job's limit, queued or begun: a person is told, once for all runs of a job."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby

from dbos import DBOS, WorkflowStatus, WorkflowStatusString
from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock
from workflows.jobs import registry
from workflows.jobs.leftovers import run_of
from workflows.jobs.queueing import RUN_JOB
from workflows.jobs.registry import Job, Transaction, Work, job
from workflows.jobs.run import SCHEDULED, Run
from workflows.jobs.takeover import put_back
from workflows.jobs.trouble import open_trouble
from workflows.models import Trouble

UNDER_WAY = [WorkflowStatusString.ENQUEUED.value, WorkflowStatusString.PENDING.value]
AT_ONCE = 500  # rows
PUT_BACK = "put_back_overdue"


@job(PUT_BACK, title="重新排队超时的后台任务")
def put_back_overdue(_work: Work, name: str) -> None:
    """Put every overdue run of a job back on its queue, because a person asked for it."""
    put_back(found for found, run in _overdue() if run.job == name)


def report_overdue(begin: Transaction) -> None:
    """Make one task for a person of all overdue runs of a job; having it tried again puts them back on the queue."""
    for name, found in groupby(sorted(_overdue(), key=_job_and_age), key=lambda pair: pair[1].job):
        late, kind = [workflow for workflow, _ in found], registry.find(name)
        with begin() as session:
            if not _just_put_back(session, kind):
                run = Run(PUT_BACK, name, (name,), queue=SCHEDULED)
                open_trouble(session, run, kind.title, _in_words(kind, late))


def _just_put_back(session: Session, kind: Job) -> bool:
    """Return whether a person has had the runs of this job put back, and they have had no time yet to end."""
    solved = (
        Trouble.job == PUT_BACK,
        Trouble.title == kind.title,
        Trouble.solved_at > clock.now() - timedelta(seconds=kind.limit_seconds),
    )
    return session.scalars(select(Trouble.id).where(*solved).limit(1)).first() is not None


def _overdue() -> Iterator[tuple[WorkflowStatus, Run]]:
    now = clock.now()
    found = DBOS.list_workflows(
        status=UNDER_WAY,
        name=RUN_JOB,
        end_time=(now - timedelta(seconds=registry.shortest_limit())).isoformat(),
        limit=AT_ONCE,
        load_output=False,
    )
    for workflow in found:
        run = run_of(workflow)
        if (now - _since(workflow)).total_seconds() > registry.find(run.job).limit_seconds:
            yield workflow, run


def _since(workflow: WorkflowStatus) -> datetime:
    """Return the instant from which the run could have been done; a further try was put there to wait first."""
    milliseconds = max(workflow.created_at or 0, workflow.delay_until_epoch_ms or 0)
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=milliseconds)


def _job_and_age(pair: tuple[WorkflowStatus, Run]) -> tuple[str, datetime]:
    return pair[1].job, _since(pair[0])


def _in_words(kind: Job, late: Sequence[WorkflowStatus]) -> str:
    since = _since(late[0]).astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M")
    minutes = int(kind.limit_seconds // registry.MINUTE)
    return (
        f"有 {len(late)} 项超过 {minutes} 分钟没有办完，最早的自 {since} 起。请查看后台工作进程是否正常；"
        "点“重试”后，这些任务重新排队。"
    )
