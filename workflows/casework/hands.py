"""The hands of a run: carries out the steps and asks the tables that a diagram names."""

from collections.abc import Mapping
from typing import Any

from workflows.catalog import catalog
from workflows.law import decide
from workflows.steps import StepContext


class CaseHands:
    """Steps and tables for one case, in one transaction."""

    def __init__(self, ctx: StepContext) -> None:
        """Take what the steps may touch."""
        self._ctx = ctx

    def call(self, process_key: str, operation: str, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """Carry out a step; a called procedure's steps are its own, the case and the transaction the caller's."""
        return catalog()[process_key].steps[operation](self._ctx, **parameters)

    def decide(self, process_key: str, table: str, facts: Mapping[str, Any]) -> Mapping[str, Any]:
        """Ask a table of today's law."""
        return decide(table, facts)
