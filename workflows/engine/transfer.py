"""A case carried over to other diagrams: what waits goes on waiting there, or it is said why it cannot."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from SpiffWorkflow.bpmn.specs.control import BoundaryEventSplit
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from workflows.engine.codec import dump, load
from workflows.engine.joins import OPEN, RoundJoin
from workflows.engine.live import CaseFlow
from workflows.engine.process import Process

FORESEEN = TaskState.FUTURE | TaskState.PREDICTED_MASK
SPLIT, JOIN = ".BoundaryEventSplit", ".BoundaryEventJoin"


@dataclass(frozen=True)
class Renaming:
    """What the next diagram calls otherwise: its nodes, its facts, their codes; and the diagram after it."""

    tasks: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    after: "Renaming | None" = None

    def spec(self, name: str) -> str:
        """Return the next name of a node, also of what the library hangs on it."""
        node, dot, rest = name.partition(".")
        renamed = f"{self.tasks.get(node, node)}{dot}{rest}"
        return self.after.spec(renamed) if self.after else renamed

    def known(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return facts under their next names, with the next codes."""
        renamed = {self.facts.get(name, name): self._code(name, value) for name, value in data.items()}
        return self.after.known(renamed) if self.after else renamed

    def _code(self, name: str, value: Any) -> Any:
        codes = self.codes.get(name, {})
        return codes.get(value, value) if isinstance(value, str) else value


NOTHING = Renaming()


def carried_over(
    case: CaseFlow, process: Process, renamings: Mapping[str, Renaming], engine: Any
) -> CaseFlow:
    """Return the same case on other diagrams; `renamings` are by the key of the diagram.

    The case that was given is of no use any more. Call it only when `obstacles` finds none.
    """
    for flow in case.flows():
        renaming = renamings.get(flow.spec.file, NOTHING)
        spec = process.spec if flow is case else process.called[renaming.spec(flow.spec.name)]
        _bring_over(flow, spec, renaming)
    again = load(dump(case), process.spec, process.called, engine)
    for flow in again.flows():
        for task in flow.get_tasks(state=OPEN):
            task.task_spec._predict(task, mask=TaskState.NOT_FINISHED_MASK)
    return again


def obstacles(case: CaseFlow, process: Process, renamings: Mapping[str, Renaming]) -> Iterator[str]:
    """Yield a sentence for everything that waits and has no place in the other diagrams, or would wait otherwise."""
    for flow in case.flows():
        renaming = renamings.get(flow.spec.file, NOTHING)
        spec = process.spec if flow is case else process.called.get(renaming.spec(flow.spec.name))
        if spec is None:
            yield f"新流程图不再调用 {flow.spec.name}。"
            continue
        for task in flow.tasks.values():
            yield from _obstacle(task, spec, renaming)


def _obstacle(task: Task, spec: Any, renaming: Renaming) -> Iterator[str]:
    name = renaming.spec(task.task_spec.name)
    place = spec.task_specs.get(name)
    if place is None:
        if task.has_state(OPEN) or any(_joins(child) for child in task.children):
            yield f"{_called(task)} 在新流程图中没有对应的环节。"
    elif task.has_state(OPEN):
        yield from _otherwise(task, place, guarded=f"{name}{SPLIT}" in spec.task_specs)
    elif isinstance(task.task_spec, BoundaryEventSplit):
        here = {renaming.spec(child.task_spec.name) for child in task.children}
        yield from _added(task, {one.name for one in place.outputs} - here)


def _otherwise(task: Task, place: Any, *, guarded: bool) -> Iterator[str]:
    """Yield how an open node would wait otherwise: as one of another kind, or with events that it has not now."""
    if not isinstance(place, type(task.task_spec)):
        yield f"{_called(task)} 在新流程图中不是同一种环节。"
    if guarded and not (task.parent and task.parent.task_spec.name.endswith(SPLIT)):
        yield f"新流程图给 {_called(task)} 增加了边界事件，移过去的案件不会有。"


def _added(task: Task, names: set[str]) -> Iterator[str]:
    """Yield the events that a node with events would have besides, while it is open."""
    added = sorted(one for one in names if not one.endswith(JOIN))
    if added and any(child.has_state(OPEN) for child in task.children):
        yield f"新流程图给 {_called(task)} 增加了{'、'.join(added)}，移过去的案件不会有。"


def _called(task: Task) -> str:
    name = task.task_spec.name.removesuffix(SPLIT)
    title = getattr(task.task_spec, "bpmn_name", None)
    return f"“{title}”（{name}）" if title else name


def _joins(task: Task) -> bool:
    return task.state == TaskState.WAITING and isinstance(task.task_spec, RoundJoin)


def _bring_over(flow: Any, spec: Any, renaming: Renaming) -> None:
    """Put a flow on another spec: what was only foreseen goes, a finished node that is no more is passed over."""
    for task in list(flow.tasks.values()):
        name = renaming.spec(task.task_spec.name)
        if task.has_state(FORESEEN):
            _take_out(flow, task, [])
        elif name not in spec.task_specs:
            _take_out(flow, task, task._children)
        else:
            task.task_spec = spec.task_specs[name]
            task.data = renaming.known(task.data)
    flow.spec, flow.data = spec, renaming.known(flow.data)


def _take_out(flow: Any, task: Task, heirs: list[Any]) -> None:
    parent = flow.tasks.get(task._parent)
    if parent is not None:
        place = parent._children.index(task.id)
        parent._children[place : place + 1] = heirs
    for child in heirs:
        flow.tasks[child]._parent = task._parent
    del flow.tasks[task.id]
