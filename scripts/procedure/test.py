"""待定流程: opened by the credit section, looked at in time, recorded or not."""

from uuid import uuid4

import pytest

from forms.choices import DeadlineEnd
from workflows import casework
from workflows.models import Case, CreditEntry, Deadline, Document

SEEN = "现场情况与登记的相符"


@pytest.fixture
def sketch(office, calendar):
    """A case that waits to be looked at."""
    answers = {"department": str(office.sections["food"]), "seen": SEEN}
    party = office.party()
    with office.begin() as session:
        actor = casework.actor_of(session, office.people["credit_section"])
        return casework.open_case(session, "sketch", party, answers, actor, uuid4())


def test_what_is_agreed_to_is_recorded_and_the_party_told(office, sketch):
    office.answer("unit_head", sketch, "review_sketch", sketch_opinion="agree")
    assert (office.one(Case).outcome, office.waits(sketch)) == ("DONE", [])
    assert office.one(Document).facts["seen"] == SEEN
    assert office.one(Deadline, clock="case_review").ended == DeadlineEnd.MET
    told = [entry.party_summary for entry in office.all(CreditEntry, case_id=sketch) if entry.party_summary]
    assert told == ["情况已经记录。办理结果：已办理。"]


def test_what_is_late_is_urged_and_may_still_be_dropped(office, calendar, sketch):
    calendar.to("2026-12-08", "00:00")
    office.wake(sketch)
    assert office.waits(sketch) == ["review_sketch"]
    office.answer("unit_head", sketch, "review_sketch", sketch_opinion="return", reason="没有照片。")
    assert office.one(Case).outcome == "DROPPED"
    assert office.all(Document) == []
