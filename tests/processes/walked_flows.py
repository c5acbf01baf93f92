"""Which sequence flows the tests of the procedures took through the doors, and which nobody took.

There is no list to keep. Whatever a test in `tests/processes` does with the fixture `office` counts, for the database
it ran on; the procedures are those that the catalogue finds. A new procedure needs nothing but its walks. When a run
took in every test of the folder and none failed, `make test` ends red if a flow of any diagram is left out on either
database, and says otherwise how many flows each diagram has.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.office import Office
from workflows.catalog import catalog
from workflows.models import CaseStep

FOLDER = Path(__file__).parent
SYSTEMS = ("sqlite", "postgresql")
Flow = tuple[str, str]
Walked = Mapping[str, set[Flow]]


def taken(office: Office) -> set[Flow]:
    """Return the flows that the cases of one bureau took."""
    with office.begin() as session:
        return {tuple(flow) for passed in session.scalars(select(CaseStep.passed)) for flow in passed}


def drawn() -> dict[str, frozenset[Flow]]:
    """Return the flows of each procedure in the catalogue, by its key."""
    return {key: procedure.process.flows for key, procedure in sorted(catalog().items())}


def gaps(flows: Mapping[str, Iterable[Flow]], walked: Walked) -> Iterator[str]:
    """Say for each procedure and database what nobody walked."""
    for key, ours in flows.items():
        for system in SYSTEMS:
            missed = sorted(flow for _, flow in set(ours) - walked.get(system, set()))
            if missed and len(missed) == len(set(ours)):
                yield f"{key}: nobody walks it on {system}"
            elif missed:
                yield f"{key}: nobody takes {', '.join(missed)} on {system}"


class FlowsWalked:
    """Gathers what the tests walked, from every worker, and ends the run red when a flow is left out."""

    def __init__(self, config: pytest.Config) -> None:
        self.config, self.complete = config, False
        self.walked: dict[str, set[Flow]] = defaultdict(set)
        self.said: list[str] = []

    def note(self, office: Office) -> None:
        """Remember what a bureau's cases took."""
        self.walked[office.engine.dialect.name] |= taken(office)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Find out whether every file of the folder is in this run, each as a whole."""
        files = {item.path for item in session.items}
        parts = any("::" in argument for argument in self.config.args) or self.config.option.keyword
        self.complete = not parts and files >= set(FOLDER.glob("test_*.py"))

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what a worker walked."""
        told = getattr(node, "workeroutput", {})
        self.complete = self.complete or told.get("every_walk", False)
        for system, flows in told.get("walked", {}).items():
            self.walked[system] |= {tuple(flow) for flow in flows}

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Hand over as a worker; else judge, unless something failed anyway or part was left out."""
        if hasattr(self.config, "workeroutput"):
            walked = {system: [list(flow) for flow in flows] for system, flows in self.walked.items()}
            self.config.workeroutput |= {"walked": walked, "every_walk": self.complete}
        elif self.complete and exitstatus == pytest.ExitCode.OK:
            self.judge(session)

    def judge(self, session: pytest.Session) -> None:
        """End the run red when a flow is left out, and keep what is to be said about it."""
        flows = drawn()
        self.said = list(gaps(flows, self.walked))
        if self.said:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        else:
            counts = ", ".join(f"{key} {len(ours)}" for key, ours in flows.items())
            total = sum(len(ours) for ours in flows.values())
            self.said = [f"{total} flows, all walked on {' and '.join(SYSTEMS)}: {counts}"]

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Print what was found."""
        if self.said:
            terminalreporter.section("sequence flows of the procedures")
        for line in self.said:
            terminalreporter.write_line(line)
