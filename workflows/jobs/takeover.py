"""What is done for workers that died: their jobs go to the living, and runs that ended badly to a person."""

from collections import defaultdict
from collections.abc import Callable

from dbos import DBOS, WorkflowStatus, WorkflowStatusString

from workflows.errors import JobLost
from workflows.jobs import lease, registry
from workflows.jobs.lease import Holder
from workflows.jobs.queueing import RUN_JOB
from workflows.jobs.registry import Transaction
from workflows.jobs.run import Run
from workflows.jobs.trouble import open_trouble

LOST = [WorkflowStatusString.ERROR.value, WorkflowStatusString.MAX_RECOVERY_ATTEMPTS_EXCEEDED.value]


def take_over(begin: Transaction, holder: Holder, resume: Callable[[str], None]) -> list[str]:
    """Resume the jobs of every worker whose lease ran out, and return those workers' names.

    Two workers that did this at once would start a job twice, hence the watch. A worker that dies in the
    middle has marked nothing, so the next one does it again.
    """
    with lease.watch(begin, holder) as ours:
        return [_give_away(begin, name, resume) for name in _dead(begin, holder)] if ours else []


def resume_jobs_of(executor_id: str) -> None:
    """Put every run that a dead worker had begun back on its queue, where it goes on after its last ended step."""
    by_queue: defaultdict[str | None, list[str]] = defaultdict(list)
    begun = DBOS.list_workflows(
        status=WorkflowStatusString.PENDING.value,
        executor_id=executor_id,
        load_input=False,
        load_output=False,
    )
    for workflow in begun:
        by_queue[workflow.queue_name].append(workflow.workflow_id)
    for queue, ids in by_queue.items():
        DBOS.resume_workflows(ids, queue_name=queue)


def report_lost(begin: Transaction, holder: Holder) -> None:
    """Make a person's task of every run that the engine gave up, such as one that ended each of its workers."""
    with lease.watch(begin, holder) as ours:
        for workflow in DBOS.list_workflows(status=LOST, name=RUN_JOB, load_output=False) if ours else []:
            _report(begin, workflow)


def forget_ticks(before: datetime) -> None:
    """Remove what the schedules left in the engine's tables before an instant, a few hundred rows at a time."""
    ended = {"status": WorkflowStatusString.SUCCESS.value, "completed_before": before.isoformat()}
    sparing = {"limit": FORGET_AT_ONCE, "load_input": False, "load_output": False}
    for kind in ({"name": TICK}, {"queue_name": SCHEDULED}):
        workflows = DBOS.list_workflows(**ended, **sparing, **kind)
        DBOS.delete_workflows([workflow.workflow_id for workflow in workflows])


def _run_of(workflow: WorkflowStatus) -> Run:
    """Return the run as it was queued; of one that cannot be read at least its name."""
    queued = workflow.input["args"][0] if isinstance(workflow.input, dict) else {}
    job, _, key = workflow.workflow_id.partition(":")
    return Run.from_plain({"job": job, "key": key} | queued)


def _report(begin: Transaction, workflow: WorkflowStatus) -> None:
    run = _run_of(workflow)
    with begin() as session:
        open_trouble(session, run, registry.find(run.job).title, str(JobLost()))
    DBOS.delete_workflows([workflow.workflow_id])


def _dead(begin: Transaction, holder: Holder) -> list[str]:
    with begin() as session:
        return lease.expired(session, but=holder.executor_id)


def _give_away(begin: Transaction, name: str, resume: Callable[[str], None]) -> str:
    resume(name)
    with begin() as session:
        lease.mark_taken_over(session, name)
    return name
