"""Every path of the penalty diagrams is walked through the doors to its outcome."""

import pytest

from tests.processes.called import Called
from tests.processes.penalty_answers import LEAD
from tests.processes.penalty_walks import WALKS, running
from workflows.models import Task
from workflows.steps.shared import REMEDIES

LEFT_RUNNING = {*REMEDIES, "publication", "publication_gsxt"}
"""What the law lets run on when a case is closed: the remedies, and the time for publishing."""


@pytest.mark.parametrize("walk", WALKS, ids=[walk.__name__ for walk in WALKS])
def test_the_case_ends_with_its_outcome_and_only_what_the_law_lets_run_on_still_runs(office, calendar, walk):
    case = walk(office, calendar)
    assert (case.outcome, case.waits) == (WALKS[walk], [])
    assert office.all(Task, case_id=case.id) == []
    assert running(case) <= LEFT_RUNNING


def test_a_lead_that_another_procedure_found_is_registered_first(office, calendar, monkeypatch):
    case = Called(office, calendar, monkeypatch, "penalty_filing", lead_registered=False)
    assert case.waits == ["register_lead"]
    lead = {name: value for name, value in LEAD.items() if name.startswith("lead_")}
    case.do("register_lead", by="case_officer", lead_received_on=calendar.today, **lead)
    assert case.waits == ["verify_lead"]
    assert {"is_registered__register_lead", "register_lead__before_start_lead"} <= case.flows
