"""A public notice whose last day a calendar moves still serves, and is still told from others."""

import pytest
from sqlalchemy import select

from tests.enactment.test_calendar import announced
from tests.processes.serving import Serving
from workflows import enactment
from workflows.engine.state import seal, unseal
from workflows.models import Case, DeadlineMove


@pytest.fixture
def moved(office, calendar):
    """A notice published on 2 December 2026, whose last day the holidays of 2027 have moved."""
    calendar.to("2026-12-02")
    case = Serving(office, calendar).announce().publish()
    before = case.limits[0].last_day
    with office.begin() as session:
        enactment.introduce(session, announced(), None)
    assert case.limits[0].last_day != before
    return case


def test_it_serves_on_its_new_last_day(moved):
    moved.wake("2027-01-06")
    assert moved.served.served_on == moved.limits[0].last_day


def test_the_party_may_still_come_for_the_paper(moved, calendar):
    calendar.to("2026-12-20")
    assert moved.collect().served.rule


def test_a_faulty_notice_may_still_be_taken_down(moved, calendar):
    calendar.to("2026-12-20")
    assert moved.take_down().limits[0].ended == "cancelled"


def test_a_notice_that_waits_for_its_instant_since_an_earlier_release_serves_too(moved, earlier_release):
    earlier_release(moved.id)
    moved.wake("2027-01-06")
    assert moved.served.served_on == moved.limits[0].last_day


@pytest.fixture
def earlier_release(office):
    """Leave a case as an earlier release did: it waits for the instant at which its notice ended before it moved."""

    def left(case_id):
        with office.begin() as session:
            case, move = session.get_one(Case, case_id), session.scalars(select(DeadlineMove)).one()
            sealed = case.definition_digest, str(case.id)
            waits = f'"service_by_notice_due":{move.deadline_id}'.encode()
            body = unseal(case.state, *sealed)
            assert waits in body
            waited = f'"service_by_notice_due":"{move.old_due_at.isoformat()}"'.encode()
            case.state = seal(body.replace(waits, waited), *sealed)

    return left
