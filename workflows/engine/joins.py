"""Joins that know which round they are in, and that bring branches together without losing an answer.

The library's joins also count branches of earlier rounds, so that a join inside a loop fires too early, and
they let a branch that never touched a fact write its old value over the new one. Both are put right here.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from SpiffWorkflow.bpmn.specs.control import _EndJoin
from SpiffWorkflow.bpmn.specs.defaults import InclusiveGateway, ParallelGateway
from SpiffWorkflow.exceptions import WorkflowException
from SpiffWorkflow.specs import MultiChoice
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

OPEN = TaskState.WAITING | TaskState.READY | TaskState.STARTED


def lineage(task: Task | None) -> Iterator[Task]:
    """Yield the task and those before it, back to the root."""
    while task is not None:
        yield task
        task = task.parent


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts that are new or different in `after`."""
    return {key: value for key, value in after.items() if key not in before or not _same(before[key], value)}


def _same(one: object, other: object) -> bool:
    # In Python True equals 1; to a condition they are different answers.
    return type(one) is type(other) and one == other


def merged(branches: Sequence[Task]) -> dict[str, Any]:
    """Return the facts of several branches together: each adds what it changed since it parted from the rest.

    Where two branches changed the same fact, the later in `branches` wins.
    """
    first, *rest = branches
    data, seen = dict(first.data), set(lineage(first))
    for branch in rest:
        line = list(lineage(branch))
        parting = next(task for task in line if task in seen)
        data |= changes(parting.data, branch.data)
        seen.update(line)
    return data


def arrived(task: Task) -> list[Task]:
    """Return the other tokens that wait at this task's join in this round, in order of arrival."""
    spec = task.task_spec
    fired = next((earlier for earlier in lineage(task.parent) if earlier.task_spec is spec), None)
    return sorted(
        (other for other in task.workflow.tasks.values() if other is not task and _waits(other, spec, fired)),
        key=lambda other: other.last_state_change,
    )


def _waits(task: Task, spec: Any, fired: Task | None) -> bool:
    return (
        task.task_spec is spec
        and task.has_state(TaskState.WAITING | TaskState.CANCELLED)
        and task.parent.state == TaskState.COMPLETED
        and (fired is None or fired in lineage(task.parent))
    )


class RoundJoin:
    """Mixin for the library's joins: merges what the branches changed."""

    def _run_hook(self, my_task: Task) -> bool:
        my_task.data = merged([*(token.parent for token in arrived(my_task)), my_task.parent])
        return True


class ParallelJoin(RoundJoin, ParallelGateway):
    """A parallel gateway: goes on when every incoming flow has brought a token in this round."""

    def _check_threshold_unstructured(self, my_task: Task) -> bool:
        here = {token.parent.task_spec for token in chain(arrived(my_task), [my_task])}
        return here.issuperset(self.inputs)


class InclusiveJoin(RoundJoin, InclusiveGateway):
    """An inclusive gateway: goes on when no open task can still bring a token to an empty incoming flow."""

    def _check_threshold_unstructured(self, my_task: Task) -> bool:
        here = {token.parent.task_spec for token in chain(arrived(my_task), [my_task])}
        still_to_come = self._before(spec for spec in self.inputs if spec not in here) - self._before(here)
        return not any(
            task.has_state(OPEN) and task.task_spec in still_to_come
            for task in my_task.workflow.tasks.values()
        )

    def _before(self, specs: Any) -> set[Any]:
        """Every spec from which these can be reached without passing this join (BPMN 2.0, 13.4.3)."""
        found: set[Any] = set()
        ahead = list(specs)
        while ahead:
            spec = ahead.pop()
            if spec is not self and spec not in found:
                found.add(spec)
                ahead.extend(spec.inputs)
        return found

    def _run_hook(self, my_task: Task) -> bool:
        super()._run_hook(my_task)
        return bool(MultiChoice._run_hook(self, my_task))

    def _get_matching_outputs(self, my_task: Task) -> tuple[list[Any], list[Any]]:
        matches, defaults = super()._get_matching_outputs(my_task)
        if not matches and not defaults:
            raise WorkflowException(f"网关 {self.name} 没有一个出口的条件成立", task_spec=self)
        return matches or defaults, []


class EndOfProcedure(RoundJoin, _EndJoin):
    """Where all ends of a procedure meet: waits until nothing else is open."""

    def _check_threshold_unstructured(self, my_task: Task) -> bool:
        return not any(
            task.task_spec is not self
            and task.parent is not my_task
            and task.has_state(TaskState.NOT_FINISHED_MASK)
            for task in my_task.workflow.tasks.values()
        )

    def _run_hook(self, my_task: Task) -> bool:
        super()._run_hook(my_task)
        my_task.workflow.data.update(my_task.data)
        return True
