"""The hands of a run: carries out the steps and asks the tables that a diagram names."""

from collections.abc import Mapping
from typing import Any

from workflows.catalog import procedure_of
from workflows.engine import Process
from workflows.errors import NotServed
from workflows.law import decide
from workflows.steps import StepContext


class CaseHands:
    """Steps and tables for one case, in one transaction."""

    def __init__(self, ctx: StepContext, process: Process) -> None:
        """Take what the steps may touch, and the diagrams under which the case runs."""
        self._ctx, self._process = ctx, process

    def call(self, process_key: str, operation: str, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """Carry out a step; a called procedure's steps are its own, the case and the transaction the caller's.

        Raises NotServed when this release does not have it.
        """
        step = procedure_of(self._process, process_key).steps.get(operation)
        if step is None:
            raise NotServed(f"{process_key} 的步骤 {operation} 不存在。")
        return step(self._ctx, **parameters)

    def decide(self, process_key: str, table: str, facts: Mapping[str, Any]) -> Mapping[str, Any]:
        """Ask a table of today's law."""
        return decide(table, facts)
