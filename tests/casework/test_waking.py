"""A case is woken whatever becomes of a wake before: claimed and never begun, or ended without effect."""

import pytest
from sqlalchemy import text

from tests.casework.health import ailments
from tests.casework.programs import started, until
from tests.processes.repair import Repair
from workflows import background
from workflows.background import WAKE, enqueue_wake
from workflows.jobs import Work
from workflows.models import Deadline

pytestmark = [pytest.mark.slow, pytest.mark.own_database]
DUE = "2026-11-30"


def test_a_wake_that_was_claimed_and_never_begun_is_taken_up_while_its_worker_lives(
    office, database_url, calendar, tmp_path
):
    case = Repair(office, calendar)
    calendar.to(DUE)
    enqueue_wake(Work(office.begin, "test"), case.id)
    place = "after a claim whose answer is lost"
    with started("worker", database_url, tmp_path, place, instant=f"{DUE} 10:00"):
        until(office, lambda: [limit for limit in office.all(Deadline) if limit.ended == "fired"])
    assert ailments(office) == []


def test_a_deadline_that_stays_due_is_asked_for_again_but_not_at_every_sweep(office, calendar):
    case, wakes = Repair(office, calendar), []
    for hour in ("10:00", "10:01", "10:11"):
        calendar.to(DUE, hour)
        enqueue_wake(Work(office.begin, "test"), case.id)
        wakes.append(queued_wakes(office))
    assert wakes == [1, 1, 2]


def test_cases_that_stay_due_hold_up_no_other(office, calendar, monkeypatch):
    monkeypatch.setattr(background, "BATCH", 1)
    for _ in range(3):
        Repair(office, calendar)
    calendar.to(DUE)
    background.sweep_deadlines(Work(office.begin, "test"))
    assert queued_wakes(office) == 3


def queued_wakes(office):
    schema = "dbos." if office.engine.dialect.name == "postgresql" else ""
    asked = f"SELECT count(*) FROM {schema}workflow_status WHERE workflow_uuid LIKE '{WAKE}:%'"  # noqa: S608
    with office.begin() as session:
        return session.scalar(text(asked))
