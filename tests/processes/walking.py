"""Walks a diagram with hands that answer what the test tells them to."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workflows.engine import Run, load_processes

PROCESSES = load_processes(Path(__file__).parents[2] / "workflows" / "processes")
CLOCKS = ("acceptance", "correction", "decision", "execution", "watch")
DUE = {f"repair_{clock}_due": "2026-12-01T00:00:00+08:00" for clock in CLOCKS}
FACTS = {"competent": True, "acceptance_passed": True, "conditions_met": True, "watched": False}
AT_START = {"correction_asked": False, "clue_found": False, **DUE, **FACTS}

ANSWERS = {
    "start_correction": {"correction_asked": True},
    "issue_document": {"document_id": "one"},
    "record_service": {"served_on": "2026-11-24"},
    "record_notice": {"served_on": "2026-12-24"},
    "look_up_address": {"service_course": "deliver"},
}


class Bystander:
    """Hands that do nothing but remember the outcomes recorded and the documents issued."""

    def __init__(self) -> None:
        self.outcomes: list[str] = []
        self.documents: list[str] = []

    def call(self, process_key: str, operation: str, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """Note what is asked, and answer what a diagram goes on with."""
        if operation.startswith("conclude"):
            self.outcomes.append(parameters["outcome"])
        if operation == "issue_document":
            self.documents.append(parameters["kind"])
        return ANSWERS.get(operation, {})

    def decide(self, process_key: str, table: str, facts: Mapping[str, Any]) -> Mapping[str, Any]:
        """No diagram asks a table so far."""
        raise AssertionError(table)


class Walk:
    """One case on its way through a diagram."""

    def __init__(self, key: str, **facts: Any) -> None:
        self.hands = Bystander()
        self.run = Run.start(PROCESSES[key], AT_START | facts, self.hands)

    def do(self, name: str, **answers: Any) -> "Walk":
        """Complete the open task of this name; of several the first."""
        task = next(task for task in self.run.open_tasks if task.name == name)
        self.run.complete(task.id, answers)
        return self

    def serve(self) -> "Walk":
        """Have the document that waits served."""
        return self.do("serve", served=True)

    def fire(self, clock: str) -> "Walk":
        """Let a clock run out that somebody waits for."""
        assert self.run.fire(clock), f"nobody waits for {clock}"
        return self

    @property
    def open(self) -> list[str]:
        """The names of the open tasks."""
        return sorted(task.name for task in self.run.open_tasks)


def accepted(**facts: Any) -> Walk:
    """A repair case that was accepted and whose acceptance notice was served."""
    case = Walk("credit_repair", **facts).do("formal_check", materials="complete")
    return case.do("review_acceptance", acceptance_opinion="agree").serve()


def decided(**facts: Any) -> Walk:
    """A repair case whose decision was approved and waits to be served."""
    case = accepted(**facts).do("verify", course="done").do("review", review_opinion="agree")
    return case.do("approve", approval_opinion="agree")


def asked_to_correct() -> Walk:
    """A repair case in which the party was told once what is missing."""
    return Walk("credit_repair").do("formal_check", materials="incomplete").serve()
