"""What runs leave behind in the engine: those that it gave up, which a person must see, and ended ticks."""

from datetime import timedelta
from typing import Any

from dbos import DBOS, WorkflowStatus, WorkflowStatusString

from workflows import clock
from workflows.errors import JobLost
from workflows.jobs import registry
from workflows.jobs.queueing import RUN_JOB
from workflows.jobs.registry import Transaction
from workflows.jobs.run import SCHEDULED, Run
from workflows.jobs.running import TICK
from workflows.jobs.trouble import open_trouble

LOST = [WorkflowStatusString.ERROR.value, WorkflowStatusString.MAX_RECOVERY_ATTEMPTS_EXCEEDED.value]
TICKS_ARE_KEPT = timedelta(hours=24)
AT_ONCE = 500  # rows


def report_lost(begin: Transaction) -> None:
    """Make a person's task of every run that the engine gave up, such as one that ended each of its workers."""
    for workflow in DBOS.list_workflows(status=LOST, name=RUN_JOB, load_output=False):
        run = run_of(workflow)
        with begin() as session:
            open_trouble(session, run, registry.find(run.job).title, str(JobLost()))
        DBOS.delete_workflows([workflow.workflow_id])


def forget_ticks() -> None:
    """Remove what the schedules left in the engine's tables more than a day ago; nothing else ever would."""
    _forget(name=TICK)
    _forget(queue_name=SCHEDULED)


def _forget(**chosen: Any) -> None:
    ended = DBOS.list_workflows(
        status=WorkflowStatusString.SUCCESS.value,
        completed_before=(clock.now() - TICKS_ARE_KEPT).isoformat(),
        limit=AT_ONCE,
        load_input=False,
        load_output=False,
        **chosen,
    )
    if ended:
        DBOS.delete_workflows([workflow.workflow_id for workflow in ended])


def run_of(workflow: WorkflowStatus) -> Run:
    """Return the run as it was queued; of one that cannot be read, at least its name."""
    queued: dict[str, Any] = workflow.input["args"][0] if isinstance(workflow.input, dict) else {}
    job, _, key = workflow.workflow_id.partition(":")
    return Run.from_plain({"job": job, "key": key} | queued)
