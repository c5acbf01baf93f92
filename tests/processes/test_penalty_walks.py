"""Every path of the penalty diagrams is walked through the doors, on both databases, and no flow is left out."""

from pathlib import Path

import pytest

from tests import databases
from tests.calendar import START, Calendar
from tests.fixtures import sqlite_template
from tests.office import Office
from tests.processes.called import Called
from tests.processes.penalty_answers import LEAD
from tests.processes.penalty_walks import WALKS, running, transferred
from workflows.catalog import catalog
from workflows.models import Task
from workflows.steps.shared import REMEDIES

WALKED = ("penalty", "penalty_filing", "penalty_measures", "penalty_investigation", "penalty_enforcement")
LEFT_RUNNING = {*REMEDIES, "publication", "publication_gsxt"}
"""What the law lets run on when a case is closed: the remedies, and the time for publishing."""
CALLED = {("penalty_filing", f"is_registered__{name}") for name in ("register_lead",)}
CALLED |= {("penalty_filing", "register_lead__before_start_lead")}
"""Taken only when another procedure led here, which is walked by itself below."""


@pytest.mark.parametrize("walk", WALKS, ids=[walk.__name__ for walk in WALKS])
def test_the_case_ends_with_its_outcome_and_only_what_the_law_lets_run_on_still_runs(office, calendar, walk):
    case = walk(office, calendar)
    assert (case.outcome, case.waits) == (WALKS[walk], [])
    assert office.all(Task, case_id=case.id) == []
    assert running(case) <= LEFT_RUNNING


@pytest.fixture
def taken(tmp_path: Path, calendar: Calendar) -> set[tuple[str, str]]:
    office = Office(databases.opened(databases.sqlite_copy(sqlite_template(), tmp_path)))
    flows: set[tuple[str, str]] = set()
    for walk in WALKS:
        calendar.to(*START.split())
        flows |= walk(office, calendar).flows
    return flows


def test_together_the_walks_take_every_sequence_flow(taken):
    every = set().union(*(catalog()[key].process.flows for key in WALKED))
    assert every - taken == CALLED


def test_a_walk_left_out_is_named_by_the_flows_that_nobody_takes_then(office, calendar):
    flows = {flow for key, flow in transferred(office, calendar).flows if key == "penalty"}
    assert {"which_end__transfer_case", "transfer_case__before_closing"} <= flows


def test_a_lead_that_another_procedure_found_is_registered_first(office, calendar, monkeypatch):
    case = Called(office, calendar, monkeypatch, "penalty_filing", lead_registered=False)
    assert case.waits == ["register_lead"]
    lead = {name: value for name, value in LEAD.items() if name.startswith("lead_")}
    case.do("register_lead", by="case_officer", lead_received_on=calendar.today, **lead)
    assert case.waits == ["verify_lead"]
    assert {("penalty_filing", flow) for flow in case.flows} >= CALLED
