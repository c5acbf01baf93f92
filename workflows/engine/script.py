"""What a running diagram may ask for: the value of an expression, a step, a decision."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn, Protocol

from SpiffWorkflow.task import Task

from workflows.engine.condition import holds, value_of
from workflows.engine.plain import plain
from workflows.errors import DiagramFailed


class Hands(Protocol):
    """Who does what a diagram only names; handed to every run."""

    def call(self, process_key: str, operation: str, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """Carry out the step that the diagram of `process_key` calls `operation`; return facts to merge."""

    def decide(self, process_key: str, table: str, facts: Mapping[str, Any]) -> Mapping[str, Any]:
        """Ask the law's table about the facts; return facts to merge."""


class DiagramEngine:
    """The script engine of one run: runs no scripts, judges conditions, passes calls on to the hands."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def evaluate(self, task: Task, expression: str, external_context: object = None) -> bool:
        """Return whether a condition of the diagram holds for the task's data.

        Raises DiagramFailed when it cannot be answered.
        """
        with _at(task, f"条件“{expression}”"):
            return holds(expression, task.data)

    def execute(self, task: Task, script: str, external_context: object = None) -> NoReturn:
        """Refuse: raises DiagramFailed, for diagrams carry no scripts."""
        raise DiagramFailed(f"{task.task_spec.name} 带有脚本，流程图不得带脚本。")

    def call(self, task: Task, operation: str, parameters: Mapping[str, str]) -> dict[str, Any]:
        """Return what the step found out. Raises NotPlainData when that is more than plain facts."""
        with _at(task, f"步骤 {operation} 的参数"):
            given = {name: value_of(text, task.data) for name, text in parameters.items()}
        found = self._hands.call(process_key_of(task), operation, given)
        return plain(found, f"环节 {task.task_spec.name} 的步骤 {operation} 返回")

    def decide(self, task: Task, table: str) -> dict[str, Any]:
        """Return what the table says about the task's data. Raises NotPlainData likewise."""
        found = self._hands.decide(process_key_of(task), table, dict(task.data))
        return plain(found, f"环节 {task.task_spec.name} 的裁量表 {table} 返回")


@contextmanager
def _at(task: Task, what: str) -> Iterator[None]:
    try:
        yield
    except DiagramFailed as fault:
        where = f"{process_key_of(task)} 的环节 {task.task_spec.name}"
        raise DiagramFailed(f"{where}，{what}：{fault.detail}") from fault


def process_key_of(task: Task) -> str:
    """Return the key of the diagram in which the task is drawn, also when another procedure called it."""
    return str(task.workflow.spec.file)
