"""Every path of credit repair and its notice is walked through the doors, and no sequence flow is left out."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import select

from forms.choices import Outcome
from tests import databases
from tests.calendar import START, Calendar
from tests.fixtures import sqlite_template
from tests.office import Office
from tests.processes.walks import WALKS, Walk
from workflows.catalog import catalog
from workflows.models import Case, CaseStep, Deadline, Task
from workflows.steps.shared import REMEDIES

WALKED = ("credit_repair", "repair_notice")
DECIDED = (Outcome.GRANTED, Outcome.REFUSED, Outcome.NOT_ACCEPTED)


@pytest.mark.parametrize("walk", WALKS, ids=[walk.__name__ for walk in WALKS])
def test_the_case_ends_with_its_outcome_and_only_what_the_law_lets_run_on_still_runs(office, calendar, walk):
    case = walk(office, calendar)
    ended = office.one(Case, id=case)
    assert ended.outcome == WALKS[walk] and ended.closed_at is not None
    assert office.all(Task, case_id=case) == []
    running = {row.clock for row in office.all(Deadline, case_id=case) if row.ended is None}
    assert running <= ({"repair_sharing", *REMEDIES} if WALKS[walk] in DECIDED else set())


def passed_by(walks: Iterable[Walk], folder: Path, calendar: Calendar) -> set[tuple[str, str]]:
    """Replay walks in one bureau, and return the sequence flows that its cases took."""
    office = Office(databases.opened(databases.sqlite_copy(sqlite_template(), folder)))
    for walk in walks:
        calendar.to(*START.split())
        walk(office, calendar)
    with office.begin() as session:
        return {tuple(flow) for passed in session.scalars(select(CaseStep.passed)) for flow in passed}


def every_flow() -> set[tuple[str, str]]:
    return set().union(*(catalog()[key].process.flows for key in WALKED))


def test_together_the_walks_take_every_sequence_flow_of_both_diagrams(tmp_path, calendar):
    left_out = every_flow() - passed_by(WALKS, tmp_path, calendar)
    assert not left_out, f"nobody walks {sorted(left_out)}"


def test_a_walk_left_out_is_named_by_the_flows_that_nobody_takes_then(tmp_path, calendar):
    others = [walk for walk in WALKS if WALKS[walk] != Outcome.TRANSFERRED]
    left_out = {flow for _, flow in every_flow() - passed_by(others, tmp_path, calendar)}
    expected = {
        "is_competent__transfer",
        "transfer__conclude_transferred",
        "conclude_transferred__transferred",
    }
    assert left_out == expected


def test_every_outcome_that_the_diagrams_name_is_reached():
    named = {str(one) for one in Outcome if any(f"&quot;{one}&quot;" in drawn(key) for key in WALKED)}
    assert set(WALKS.values()) == named


def drawn(key: str) -> str:
    return catalog()[key].process.diagram
