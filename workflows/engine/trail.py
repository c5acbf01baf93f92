"""The way a case takes through its diagrams, and the end of a way that would never rest."""

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from workflows.engine.process import Process
from workflows.engine.script import process_key_of
from workflows.errors import DiagramFailed

# Far more than any diagram needs between two rests; only a loop without a wait gets there.
MOST_STEPS = 1000


class Trail:
    """Notes the sequence flows that are taken."""

    def __init__(self, process: Process) -> None:
        self.passed: list[tuple[str, str]] = []
        self._steps = 0
        self._flows = {
            (key, flow.source, flow.target): flow.id
            for key, diagram in process.diagrams.items()
            for flow in diagram.flows
        }

    def begin_step(self) -> None:
        """Count anew: the case has rested."""
        self._steps = 0

    def follow(self, task: Task) -> None:
        """Note the flows by which a task that has just run was left.

        Raises DiagramFailed when the case does not come to rest.
        """
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise DiagramFailed(
                f"{process_key_of(task)}：走了 {MOST_STEPS} 个环节仍未停下，最后在 {task.task_spec.name}。"
            )
        if task.state == TaskState.COMPLETED:
            self.passed.extend(self._left_by(task))

    def _left_by(self, task: Task) -> list[tuple[str, str]]:
        key, source = process_key_of(task), task.task_spec.name
        targets = [child.task_spec.name.removesuffix(".BoundaryEventSplit") for child in task.children]
        return [
            (key, self._flows[key, source, target])
            for target in targets
            if (key, source, target) in self._flows
        ]
