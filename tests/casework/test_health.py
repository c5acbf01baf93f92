"""The look-over itself: sound after every walk, and it names each fault that is planted."""

from uuid import uuid4

import pytest
from sqlalchemy import delete, update

from tests.casework.health import ailments
from tests.processes.repair import Repair
from tests.processes.walks import WALKS
from workflows.models import Case, ChainHead, Deadline, NumberSeries, Task

PLANTED = {
    "a version that counts no step": (update(Case).values(version=Case.version + 1), "at version"),
    "a task that the table lost": (delete(Task), "the engine waits for 1 tasks, the table shows 0"),
    "a closed case that still waits": (
        update(Case).values(outcome="GRANTED", closed_at=Case.opened_at),
        "finished False",
    ),
    "a limit of a commit of its own": (
        update(Deadline).values(commit_id=uuid4()),
        "is no commit of its case",
    ),
    "a number that nobody has": (update(NumberSeries).values(last=NumberSeries.last + 1), "counter 2"),
    "a head set back": (update(ChainHead).values(head="0" * 64), "the head is not the last link"),
    "two limits of one timer": (
        update(Deadline).values(timer="same", ended_at=None, ended=None),
        "limits of same run at once",
    ),
}


@pytest.fixture
def accepted(office, calendar):
    return Repair(office, calendar).accept()


@pytest.mark.parametrize(("fault", "named"), PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_named(accepted, fault, named):
    assert ailments(accepted.office) == []
    with accepted.office.begin() as session:
        session.connection().execute(fault)
    assert any(named in sentence for sentence in ailments(accepted.office))


@pytest.mark.long
def test_all_is_well_after_every_walk(office, calendar):
    for walk in WALKS:
        calendar.to("2026-11-23")
        walk(office, calendar)
    assert ailments(office) == []
