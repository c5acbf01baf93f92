"""The library's workflow with flat scans: one pass over the tasks instead of a walk down the tree."""

import logging
from collections.abc import Iterator
from typing import Any

from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

_FLAT = {"state", "spec_name"}
READY = TaskState.READY

# The library's log records carry whole task data and are built even when nobody reads them.
for _name in ("spiff", "spiff.task", "spiff.workflow", "spiff.data"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class _FlatScan:
    """Answers the library's questions about one workflow's own tasks without walking its tree.

    A walk costs a list operation per task, and finds nothing below depth 1000.
    """

    tasks: dict[Any, Task]

    def get_tasks(self, first_task: Task | None = None, **wanted: Any) -> list[Task]:
        if first_task is not None or not wanted.keys() <= _FLAT:
            found: list[Task] = super().get_tasks(first_task, **wanted)  # type: ignore[misc]  # a mixin
            return found
        state, name = wanted.get("state", TaskState.ANY_MASK), wanted.get("spec_name")
        return [
            task
            for task in self.tasks.values()
            if task._state & state and (name is None or task.task_spec.name == name)
        ]

    def update_waiting_tasks(self) -> None:
        for task in self.get_tasks(state=TaskState.WAITING):
            if task._state == TaskState.WAITING and task.id in self.tasks:
                task.task_spec._update(task)


class CalledFlow(_FlatScan, BpmnSubWorkflow):
    """A called procedure, or a part drawn inside another."""


class CaseFlow(_FlatScan, BpmnWorkflow):
    """A whole case: its procedure and, one beside another, those that are called."""

    def create_subprocess(self, my_task: Task, spec_name: str) -> CalledFlow:
        """Return a new called flow, entered in the list of them."""
        spec = self.subprocess_specs[spec_name]
        called = CalledFlow(spec, parent_task_id=my_task.id, top_workflow=self)
        self.subprocesses[my_task.id] = called
        return called

    def do_engine_steps(self, *args: Any, **callbacks: Any) -> None:
        """Run to the next wait.

        The library counts called flows to see whether there is more to do, and stops too early where one begins
        in the same step in which another is broken off.
        """
        super().do_engine_steps(*args, **callbacks)
        while any(not task.task_spec.manual for flow in self.flows() for task in flow.get_tasks(state=READY)):
            super().do_engine_steps(*args, **callbacks)

    def flows(self) -> Iterator[Any]:
        """Yield this workflow and the called ones that still run, callers first."""
        yield self
        yield from (called for called in self.subprocesses.values() if not called.completed)
