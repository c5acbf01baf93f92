"""What is done for workers that died, and for runs that nobody holds: they go back on their queue."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from dbos import DBOS, WorkflowStatus, WorkflowStatusString

from workflows.jobs import lease
from workflows.jobs.lease import Holder
from workflows.jobs.registry import Transaction


def take_over(begin: Transaction, holder: Holder, resume: Callable[[str], None]) -> list[str]:
    """Resume the runs of every worker whose lease ran out, and return those workers' names.

    Two workers that did this at once would start a run twice, so it is done under the watch. A worker that
    dies in the middle has marked nothing, so the next one does it again.
    """
    with begin() as session:
        dead = lease.expired(session, but=holder.executor_id)
    for name in dead:
        resume(name)
        with begin() as session:
            lease.mark_taken_over(session, name)
    return dead


def resume_runs_of(executor_id: str) -> None:
    """Put every run that a dead worker had begun back on its queue; it goes on after its last ended step."""
    put_back(begun_by(executor_id))


def begun_by(executor_id: str) -> Sequence[WorkflowStatus]:
    """Return the runs that a worker has begun and not ended, as the database says."""
    return DBOS.list_workflows(
        status=WorkflowStatusString.PENDING.value,
        executor_id=executor_id,
        load_input=False,
        load_output=False,
    )


def put_back(begun: Iterable[WorkflowStatus]) -> None:
    """Put runs back on the queues they came from; one that has ended meanwhile stays as it is."""
    by_queue: defaultdict[str | None, list[str]] = defaultdict(list)
    for workflow in begun:
        by_queue[workflow.queue_name].append(workflow.workflow_id)
    for queue, ids in by_queue.items():
        DBOS.resume_workflows(ids, queue_name=queue)
