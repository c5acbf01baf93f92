"""A procedure, loaded: its diagram and those it calls, kept together under one digest."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import orjson
from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException

from workflows.engine.condition import compiled, fixed, texts_compared
from workflows.engine.diagram import Diagram, read_diagram
from workflows.engine.lint import faults_in
from workflows.engine.parser import specs_of
from workflows.engine.specs import ClockEvent, DecisionTask, StepTask
from workflows.errors import DiagramRefused


@dataclass(frozen=True)
class DrawnTask:
    """A user task as it is drawn."""

    name: str
    title: str
    lane: str
    documentation: str
    properties: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Process:
    """One procedure. What it lists (tasks, operations, tables, clocks, flows) stands in its own diagram."""

    key: str
    title: str
    digest: str
    diagrams: Mapping[str, Diagram] = field(repr=False)

    @property
    def source(self) -> bytes:
        """The bundle of its diagrams, as it is stored; made anew each time, for it is large and seldom asked for."""
        return _bundle(self.key, self.diagrams)

    @property
    def spec(self) -> Any:
        """The library's spec. Raises DiagramRefused, as all that is listed here does, for diagrams of no use."""
        return self._specs_by_name[self.key]

    @property
    def called(self) -> Mapping[str, Any]:
        """The library's specs of what is called: other procedures, and the parts that are drawn inside."""
        return {name: spec for name, spec in self._specs_by_name.items() if name != self.key}

    def demand_usable(self) -> None:
        """Raise DiagramRefused, with a sentence for each fault, when no case can run under these diagrams."""
        if self.key not in self._specs_by_name:
            raise DiagramRefused(f"{self.key}：没有这个流程。")

    @property
    def diagram(self) -> str:
        """The procedure's own BPMN, canonical, to be shown."""
        return self.diagrams[self.key].canonical

    @property
    def user_tasks(self) -> Mapping[str, DrawnTask]:
        """The user tasks by name."""
        specs = (spec for spec in self._specs() if spec.manual)
        return {spec.bpmn_id: drawn_task(spec) for spec in specs}

    @property
    def operations(self) -> Mapping[str, frozenset[str]]:
        """The operations that service tasks name, each with the names of its parameters."""
        named: dict[str, frozenset[str]] = {}
        for spec in self._specs():
            if isinstance(spec, StepTask):
                named[spec.operation] = named.get(spec.operation, frozenset()) | spec.parameters.keys()
        return named

    @property
    def calls(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Every call of an operation with its parameters; one that is read from the facts is None here."""
        steps = (spec for spec in self._specs() if isinstance(spec, StepTask))
        return [(one.operation, {k: fixed(text) for k, text in one.parameters.items()}) for one in steps]

    @property
    def compared(self) -> frozenset[tuple[str, str]]:
        """Every fact that a condition compares with a text, and that text."""
        conditions = (flow.condition for flow in self.diagrams[self.key].flows if flow.condition)
        return frozenset(pair for condition in conditions for pair in texts_compared(condition))

    @property
    def reads(self) -> frozenset[str]:
        """The facts that its conditions and the parameters of its steps read."""
        conditions = [flow.condition for flow in self.diagrams[self.key].flows if flow.condition]
        steps = (spec for spec in self._specs() if isinstance(spec, StepTask))
        texts = [*conditions, *(text for one in steps for text in one.parameters.values())]
        return frozenset().union(*(compiled(text).names for text in texts))

    @property
    def parts(self) -> Mapping[str, "Process"]:
        """The process itself and all that it calls, each as a process of its own, as they stand here together."""
        return {key: _process(key, self.diagrams) for key in self.diagrams}

    @property
    def tables(self) -> frozenset[str]:
        """The decision tables that business rule tasks ask."""
        return frozenset(spec.table for spec in self._specs() if isinstance(spec, DecisionTask))

    @property
    def clocks(self) -> frozenset[str]:
        """The clocks that its timers wait for."""
        return frozenset(event.clock for spec in self._specs() for event in _clock_events(spec))

    @property
    def watched(self) -> frozenset[str]:
        """The clocks that timers wait for, in its own diagram and in all that it calls."""
        tasks = (task for spec in (self.spec, *self.called.values()) for task in spec.task_specs.values())
        return frozenset(event.clock for task in tasks for event in _clock_events(task))

    @property
    def flows(self) -> frozenset[tuple[str, str]]:
        """Every sequence flow, written as `Run.passed` writes it: (process key, flow id)."""
        return frozenset((self.key, flow.id) for flow in self.diagrams[self.key].flows)

    @cached_property
    def _specs_by_name(self) -> Mapping[str, Any]:
        """Made when first asked for: a process of the house works with few of its procedures."""
        return _parsed(self.key, self.diagrams)

    def _specs(self) -> Iterable[Any]:
        own = [spec for spec in (self.spec, *self.called.values()) if spec.file == self.key]
        return [task for spec in own for task in spec.task_specs.values()]


def load_processes(folder: Path) -> Mapping[str, Process]:
    """Return every procedure under the folder, `<key>/process.bpmn`, by key.

    Raises DiagramRefused for a file that is no diagram of its folder; whether each is of use, `faults` says.
    """
    files = sorted(folder.glob("*/process.bpmn"))
    diagrams = {path.parent.name: _read(path, path.parent.name) for path in files}
    return {key: _process(key, diagrams) for key in diagrams}


def load_earlier(folder: Path) -> Iterator[tuple[Path, Process]]:
    """Yield the diagrams kept of earlier releases, `<key>/earlier/<until>/*.bpmn`, the oldest folder first.

    What they call is read from today's diagrams, or, where there is none any more, from the last that was kept.
    Raises DiagramRefused likewise.
    """
    files = sorted(folder.glob("*/earlier/*/*.bpmn"))
    if not files:
        return
    today = {
        path.parent.name: _read(path, path.parent.name) for path in sorted(folder.glob("*/process.bpmn"))
    }
    kept = [(path.parent, _read(path, path.parents[2].name)) for path in files]
    called = {diagram.key: diagram for _, diagram in kept} | today
    for place, diagram in kept:
        yield place, _process(diagram.key, {**called, diagram.key: diagram})


@lru_cache(maxsize=256)
def process_from_source(source: bytes) -> Process:
    """Return the procedure kept in a stored bundle, read once per process.

    Raises DiagramRefused when the bundle holds no diagrams; of such as are of no use, when they are looked into.
    """
    bundle = orjson.loads(source)
    key, texts = bundle["process"], bundle["diagrams"]
    diagrams = {name: _stored(name, text) for name, text in texts.items()}
    return Process(key, diagrams[key].title, hashlib.sha256(source).hexdigest(), diagrams)


def faults(process: Process) -> list[str]:
    """Return a sentence for each fault of the procedure's own diagram; none when it may be used.

    Raises DiagramRefused when the library can make nothing of it, or of what it calls.
    """
    process.demand_usable()
    return faults_in(process.diagrams[process.key])


def drawn_task(spec: Any) -> DrawnTask:
    """Return how a user task's spec is drawn."""
    properties = spec.extensions.get("properties") or {}
    return DrawnTask(
        spec.bpmn_id, spec.bpmn_name or "", spec.lane or "", (spec.documentation or "").strip(), properties
    )


def _read(path: Path, key: str) -> Diagram:
    diagram = read_diagram(key, path.read_bytes())
    if diagram.id != key:
        raise DiagramRefused(f"{key}：流程的 id 是 {diagram.process.get('id')}，要与文件夹同名。")
    return diagram


@lru_cache(maxsize=256)
def _stored(key: str, text: str) -> Diagram:
    """Return a diagram out of a bundle: the same for all bundles that hold it."""
    return read_diagram(key, text.encode())


def _process(key: str, diagrams: Mapping[str, Diagram]) -> Process:
    needed = _needed(key, diagrams)
    digest = hashlib.sha256(_bundle(key, needed)).hexdigest()
    return Process(key, diagrams[key].title, digest, needed)


def _bundle(key: str, diagrams: Mapping[str, Diagram]) -> bytes:
    texts = {name: diagram.canonical for name, diagram in diagrams.items()}
    return orjson.dumps({"process": key, "diagrams": texts}, option=orjson.OPT_SORT_KEYS)


def _needed(key: str, diagrams: Mapping[str, Diagram]) -> Mapping[str, Diagram]:
    """Return a procedure's diagram and those of all that it calls. Raises DiagramRefused where one is missing."""
    needed: dict[str, Diagram] = {}
    ahead = [key]
    while ahead:
        name = ahead.pop()
        if name not in diagrams:
            raise DiagramRefused(f"{key}：调用了没有的流程 {name}。")
        if name not in needed:
            needed[name] = diagrams[name]
            ahead.extend(diagrams[name].called)
    return needed


def _parsed(key: str, diagrams: Mapping[str, Diagram]) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    try:
        for name, diagram in diagrams.items():
            specs = specs_of(name, diagram.canonical)
            if twice := found.keys() & specs.keys():
                raise DiagramRefused(f"{key}：{'、'.join(sorted(twice))} 画了两次。")
            found |= specs
    except ValidationException as fault:
        told = [sentence for diagram in diagrams.values() for sentence in faults_in(diagram)]
        raise DiagramRefused("".join(told) or f"{key}：{fault}") from fault
    return found


def _clock_events(spec: Any) -> list[ClockEvent]:
    definition = getattr(spec, "event_definition", None)
    events = getattr(definition, "event_definitions", [definition])
    return [event for event in events if isinstance(event, ClockEvent)]
