"""Cut the finished past out of a running case: its history belongs to the application's own tables.

What stays: every task that is not finished, what such a task still looks up to, and the tasks where
branches part. The size of a stored case therefore follows its diagram, not its age.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from SpiffWorkflow.bpmn.specs.control import BoundaryEventJoin
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from workflows.engine.joins import RoundJoin, arrived
from workflows.engine.live import CaseFlow


def prune(case: CaseFlow) -> None:
    """Remove the finished past of the case and of every called procedure, and the ended ones entirely."""
    for called in [called for called in case.subprocesses.values() if called.completed]:
        del case.subprocesses[called.parent_task_id]
    for flow in case.flows():
        _keep_only(flow, _needed(flow))


def _needed(flow: Any) -> set[UUID]:
    needed = {flow.task_tree.id}
    for task in flow.tasks.values():
        if not task.has_state(TaskState.FINISHED_MASK):
            needed.update(other.id for other in _looked_up_by(task))
    return needed


def _looked_up_by(task: Task) -> Iterator[Task]:
    yield task
    if task.parent is not None:
        yield task.parent
    if task.state == TaskState.WAITING and isinstance(task.task_spec, RoundJoin):
        for token in arrived(task):
            yield from (token, token.parent)
    if isinstance(task.task_spec, BoundaryEventJoin):
        split = task.find_ancestor(task.task_spec.split_task)
        if split is not None:
            yield from (split, *split.children)


def _keep_only(flow: Any, needed: set[UUID]) -> None:
    heirs: dict[UUID, list[UUID]] = {}
    # A task stands in the mapping after the one it follows, so backwards means from the leaves to the root.
    for task in reversed(list(flow.tasks.values())):
        below = heirs.pop(task.id, [])
        if task.id in needed or len(below) > 1:
            _adopt(flow, task, below[::-1])
            below = [task.id]
        else:
            del flow.tasks[task.id]
        if task._parent is not None:
            heirs.setdefault(task._parent, []).extend(below)
    if flow.last_task is not None and flow.last_task.id not in flow.tasks:
        flow.last_task = None


def _adopt(flow: Any, task: Task, children: list[UUID]) -> None:
    task._children = children
    for child in children:
        flow.tasks[child]._parent = task.id
