"""Our own kinds of task and event: a named step, a table of the law, a clock that only the register stops."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from SpiffWorkflow.bpmn.specs.event_definitions.base import EventDefinition
from SpiffWorkflow.bpmn.util.event import BpmnEvent
from SpiffWorkflow.spiff.specs.spiff_task import SpiffBpmnTask
from SpiffWorkflow.task import Task

from workflows.errors import DiagramFailed

_DUE = re.compile(r"([a-z][a-z0-9_]*)_due")


class StepTask(SpiffBpmnTask):
    """A service task: names an operation, and merges what it found out flat into the data."""

    def __init__(
        self, wf_spec: Any, name: str, *, operation: str, parameters: Mapping[str, str], **attributes: Any
    ) -> None:
        super().__init__(wf_spec, name, **attributes)
        self.operation = operation
        self.parameters = parameters

    def _run_hook(self, my_task: Task) -> bool:
        engine = my_task.workflow.script_engine
        my_task.data.update(engine.call(my_task, self.operation, self.parameters))
        return True


class DecisionTask(SpiffBpmnTask):
    """A business rule task that keeps only the table's id: it asks the law of today, not of the diagram."""

    def __init__(self, wf_spec: Any, name: str, *, table: str, **attributes: Any) -> None:
        super().__init__(wf_spec, name, **attributes)
        self.table = table

    def _run_hook(self, my_task: Task) -> bool:
        my_task.data.update(my_task.workflow.script_engine.decide(my_task, self.table))
        return True


class ClockEvent(EventDefinition):
    """A timer that knows no time: it waits until someone says that this clock has run out.

    The deadline row is the truth about when that is; the diagram names the clock, and `<clock>_due` says which
    limit of that clock is waited for: the id of its row. A case that an earlier release left has the instant there.
    """

    def __init__(
        self, clock: str, description: str | None = None, limits: Collection[int | datetime] = ()
    ) -> None:
        super().__init__(name=clock, description=description)
        self.limits = limits
        """Sent with these, it reaches only the timers that wait for one of them."""

    @property
    def clock(self) -> str:
        """The clock's name."""
        return str(self.name)

    def update_task(self, my_task: Task) -> None:
        """Check that the clock was started. Raises DiagramFailed unless `<clock>_due` says which limit it is."""
        due = my_task.data.get(f"{self.clock}_due")
        if limit_named(due) is None:
            raise DiagramFailed(f"期限 {self.clock} 没有起算，{self.clock}_due = {due!r}，不是期限的编号。")

    def catches(self, my_task: Task, event: BpmnEvent) -> bool:
        """Whether a timer that waits is meant: its clock, and its limit where one is named."""
        sent = event.event_definition
        if self != sent:
            return False
        return not sent.limits or limit_named(my_task.data.get(f"{self.clock}_due")) in sent.limits

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ClockEvent) and self.clock == other.clock

    def __hash__(self) -> int:
        return hash(self.clock)


def clock_named(expression: str | None) -> str | None:
    """Return the clock's name when the expression is exactly `<clock>_due`, otherwise None."""
    match = _DUE.fullmatch((expression or "").strip())
    return match and match[1]


def limit_named(due: object) -> int | datetime | None:
    """Return which limit a value of `<clock>_due` names: its id, or its instant; None when it names none."""
    if isinstance(due, int) and not isinstance(due, bool):
        return due
    try:
        instant = datetime.fromisoformat(due) if isinstance(due, str) else None
    except ValueError:
        return None
    return instant if instant and instant.tzinfo else None
