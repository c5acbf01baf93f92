"""A case's tasks as plain rows and back; the diagram itself is never among them."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import orjson
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from workflows.engine.joins import changes
from workflows.engine.live import CalledFlow, CaseFlow
from workflows.errors import BrokenState

# How a task's data differs from that of the task before it.
SAME, NOTHING = 0, 1

# Anything but plain JSON is an error here, not a silent change of type.
_STRICT = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_SUBCLASS


def dump(case: CaseFlow) -> bytes:
    """Return the case's state as JSON bytes. Raises TypeError for data that is not plain."""
    called = [
        [flow.parent_task_id.hex, flow.spec.name, *_written(flow)]
        for flow in case.flows()
        if flow is not case
    ]
    return orjson.dumps([_written(case), called], option=_STRICT)


def load(body: bytes, spec: Any, called: Mapping[str, Any], engine: Any) -> CaseFlow:
    """Return the case that `dump` wrote, on these specs. Raises BrokenState when they do not fit."""
    written, parts = orjson.loads(body)
    case = CaseFlow(spec, dict(called), script_engine=engine, deserializing=True)
    _read(case, *written)
    for parent, name, *part in parts:
        _read_called(case, UUID(hex=parent), name, part)
    return case


def _read_called(case: CaseFlow, parent_id: UUID, name: str, part: list[Any]) -> None:
    caller = case.get_task_from_id(parent_id)
    flow = CalledFlow(case.subprocess_specs[name], parent_id, case, deserializing=True)
    _read(flow, *part)
    case.subprocesses[parent_id] = flow
    flow.completed_event.connect(caller.task_spec._on_subworkflow_completed, caller)


def _written(flow: Any) -> list[Any]:
    names = list(dict.fromkeys(task.task_spec.name for task in flow.tasks.values()))
    return [[flow.success, flow.completed, flow.data], names, list(_rows(flow, names))]


def _rows(flow: Any, names: list[str]) -> Iterator[list[Any]]:
    number = {name: index for index, name in enumerate(names)}
    place: dict[UUID, int] = {}
    for task in flow.tasks.values():
        place[task.id] = len(place)
        yield [
            task.id.hex,
            -1 if task._parent is None else place[task._parent],
            number[task.task_spec.name],
            task._state,
            task.last_state_change,
            int(task.triggered),
            task.internal_data or 0,
            _difference(task),
        ]


def _difference(task: Task) -> int | list[Any]:
    before = {} if task.parent is None else task.parent.data
    after = task.data
    if before and not after:
        return NOTHING
    updates, gone = changes(before, after), [key for key in before if key not in after]
    return [updates, gone] if updates or gone else SAME


def _read(flow: Any, attributes: list[Any], names: list[str], rows: list[list[Any]]) -> None:
    flow.success, flow.completed, flow.data = attributes
    if not flow.spec.task_specs.keys() >= set(names):
        raise BrokenState
    specs = [flow.spec.task_specs[name] for name in names]
    tasks: list[Task] = []
    for row in rows:
        tasks.append(_task(flow, specs, tasks, row))
    flow.task_tree = tasks[0]


def _task(flow: Any, specs: list[Any], tasks: list[Task], row: list[Any]) -> Task:
    identity, parent, number, state, changed, triggered, internal, difference = row
    task = Task(flow, specs[number], None, state, UUID(hex=identity))
    task.last_state_change, task.triggered, task.internal_data = changed, bool(triggered), internal or {}
    before: dict[str, Any] = {}
    if parent >= 0:
        task._parent = tasks[parent].id
        tasks[parent]._children.append(task.id)
        before = tasks[parent].data
    task.data = _after(before, difference)
    if state == TaskState.WAITING and isinstance(task.task_spec, CatchingEvent):
        flow.top_workflow.event_manager.add_task(task)
    return task


def _after(before: Mapping[str, Any], difference: int | list[Any]) -> dict[str, Any]:
    if difference == NOTHING:
        return {}
    data = dict(before)
    if isinstance(difference, list):
        updates, gone = difference
        data.update(updates)
        for key in gone:
            del data[key]
    return data
