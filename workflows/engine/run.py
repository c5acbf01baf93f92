"""One case's diagram in motion. Knows no database: state goes in, state comes out."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from SpiffWorkflow.bpmn.specs.event_definitions.message import MessageEventDefinition
from SpiffWorkflow.bpmn.util import BpmnEvent
from SpiffWorkflow.exceptions import SpiffWorkflowException
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from workflows.engine.codec import dump, load
from workflows.engine.joins import OPEN, changes, merged
from workflows.engine.live import CaseFlow
from workflows.engine.plain import plain
from workflows.engine.process import Process, drawn_task
from workflows.engine.prune import prune
from workflows.engine.script import DiagramEngine, Hands, process_key_of
from workflows.engine.specs import ClockEvent
from workflows.engine.state import seal, unseal
from workflows.engine.trail import Trail
from workflows.engine.transfer import Renaming, carried_over, obstacles
from workflows.errors import DiagramFailed, HalfDone, MessageNotAwaited, TaskNotOpen


@dataclass(frozen=True)
class OpenTask:
    """A user task that the diagram waits for."""

    id: UUID
    process_key: str
    name: str
    title: str
    lane: str
    documentation: str
    properties: Mapping[str, str]
    facts: Mapping[str, Any]


class Run:
    """A diagram between two rests: from the state it was left in to the next wait or the end.

    After any exception in the middle of a move the run is of no use any more: asking it for anything raises
    HalfDone, so that nothing half done can be stored.
    """

    def __init__(self, process: Process, case: CaseFlow) -> None:
        self._process = process
        self._case = case
        self._trail = Trail(process)
        self._at_rest = True

    @classmethod
    def start(cls, process: Process, facts: Mapping[str, Any], hands: Hands) -> Self:
        """Return a new case, run to its first wait. Raises NotPlainData for facts that are not plain."""
        known = plain(facts, "立案时的事实")
        case = CaseFlow(process.spec, dict(process.called), script_engine=DiagramEngine(hands))
        case.task_tree.data.update(known)
        run = cls(process, case)
        with run._moving():
            pass
        return run

    @classmethod
    def restore(cls, process: Process, blob: bytes, hands: Hands, owner: str = "") -> Self:
        """Return the case as it was saved; raises BrokenState unless `save` wrote it for this diagram and owner."""
        body = unseal(blob, process.digest, owner)
        return cls(process, load(body, process.spec, process.called, DiagramEngine(hands)))

    def save(self, owner: str = "") -> bytes:
        """Return the state to store, freed of the finished past; raises HalfDone after a failed move.

        `owner` says whose state it is, so that two cases cannot be given each other's.
        """
        prune(self._live)
        return seal(dump(self._live), self._process.digest, owner)

    def obstacles(self, process: Process, renamings: Mapping[str, Renaming]) -> list[str]:
        """Return why the case cannot go on under other diagrams, a sentence each; none when it can."""
        return list(obstacles(self._live, process, renamings))

    def carried_over(self, process: Process, renamings: Mapping[str, Renaming], hands: Hands) -> Self:
        """Return the case under other diagrams, where it waits for the same; this run is of no use any more.

        Only for a case without `obstacles`.
        """
        case, self._at_rest = self._live, False
        return type(self)(process, carried_over(case, process, renamings, DiagramEngine(hands)))

    def complete(self, task_id: UUID, answers: Mapping[str, Any]) -> None:
        """Finish a user task with these answers and run to the next wait.

        Raises TaskNotOpen unless the task is open, NotPlainData for answers that are not plain,
        DiagramFailed when the diagram cannot go on, and whatever the hands raise.
        """
        task = self._open_task(task_id)
        given = plain(answers, f"环节 {task.task_spec.name} 的填写")
        with self._moving():
            task.data.update(given)
            task.run()
            self._trail.follow(task)

    def fire(self, clock: str, limits: Collection[int | datetime] = ()) -> bool:
        """Let the timers that wait for this clock run out; return whether there was one.

        Of several, such as two papers served by notice at once, only those that wait for one of `limits` run out,
        where any are named.
        """
        return self._send(BpmnEvent(ClockEvent(clock, limits=limits)))

    def waits_for(self, clock: str, limits: Collection[int | datetime]) -> bool:
        """Return whether a timer of this clock waits for one of these limits."""
        event = BpmnEvent(ClockEvent(clock, limits=limits))
        return any(task.task_spec.catches(task, event) for task in self._live.event_manager.tasks.values())

    def exchange(self, values: Mapping[str, str]) -> None:
        """Put other texts in the place of some, wherever the case's data hold them; nothing moves."""
        for flow in self._live.flows():
            held = [flow.data, *(task.data for task in flow.tasks.values())]
            for data in held:
                data.update({name: values[kept] for name, kept in data.items() if _is_one_of(kept, values)})

    def tell(self, message: str, payload: Mapping[str, Any]) -> None:
        """Pass a message from outside to the case; its payload joins the facts where the message is caught.

        Raises MessageNotAwaited when the case does not wait for it.
        """
        given = plain(payload, f"消息 {message} 的内容")
        if not self._send(BpmnEvent(MessageEventDefinition(message), payload=given)):
            raise MessageNotAwaited(message)

    @property
    def open_tasks(self) -> list[OpenTask]:
        """The user tasks that wait for someone."""
        return [_described(task) for task in self._tasks(TaskState.READY) if task.task_spec.manual]

    @property
    def waiting_clocks(self) -> set[str]:
        """The clocks whose running out the diagram waits for."""
        waiting = (task.task_spec.event_definition for task in self._live.event_manager.tasks.values())
        events = (event for found in waiting for event in getattr(found, "event_definitions", [found]))
        return {event.clock for event in events if isinstance(event, ClockEvent)}

    @property
    def waiting_messages(self) -> set[str]:
        """The messages that the diagram waits for."""
        waiting = (task.task_spec.event_definition for task in self._live.event_manager.tasks.values())
        events = (event for found in waiting for event in getattr(found, "event_definitions", [found]))
        return {event.name for event in events if isinstance(event, MessageEventDefinition)}

    @property
    def finished(self) -> bool:
        """Whether the procedure has come to its end."""
        return bool(self._live.completed)

    @property
    def data(self) -> dict[str, Any]:
        """The facts known so far: those of all open branches together, or at the end those of the end."""
        if self.finished:
            return dict(self._live.data)
        known: dict[str, Any] = {}
        for flow in self._live.flows():
            tasks = sorted(flow.get_tasks(state=OPEN), key=lambda task: task.last_state_change)
            known |= changes(flow.task_tree.data if known else {}, merged(tasks))
        return known

    @property
    def passed(self) -> list[tuple[str, str]]:
        """The sequence flows taken since this run was started or restored, as (process key, flow id)."""
        return list(self._trail.passed)

    @property
    def _live(self) -> CaseFlow:
        if not self._at_rest:
            raise HalfDone
        return self._case

    def _tasks(self, state: int) -> list[Task]:
        return [task for flow in self._live.flows() for task in flow.get_tasks(state=state)]

    def _open_task(self, task_id: UUID) -> Task:
        for task in self._tasks(TaskState.READY):
            if task.id == task_id and task.task_spec.manual:
                return task
        raise TaskNotOpen

    def _send(self, event: BpmnEvent) -> bool:
        with self._moving():
            return bool(self._case.event_manager.catch(event, internal=False))

    @contextmanager
    def _moving(self) -> Iterator[None]:
        if not self._at_rest:
            raise HalfDone
        self._at_rest = False
        try:
            yield
            self._trail.begin_step()
            self._case.do_engine_steps(did_complete_task=self._trail.follow)
        except SpiffWorkflowException as fault:
            raise DiagramFailed(f"{self._process.key}：{fault}") from fault
        # Events that nobody caught concern nobody: procedures speak to each other through the register.
        self._case.get_events()
        self._at_rest = True


def _is_one_of(value: object, values: Mapping[str, str]) -> bool:
    return isinstance(value, str) and value in values


def _described(task: Task) -> OpenTask:
    drawn = drawn_task(task.task_spec)
    return OpenTask(
        task.id,
        process_key_of(task),
        drawn.name,
        drawn.title,
        drawn.lane,
        drawn.documentation,
        drawn.properties,
        dict(task.data),
    )
