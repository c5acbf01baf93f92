"""强制措施 through the doors: urgent measures are ratified or released, time that runs out releases by itself."""

from datetime import date

import pytest
from marshmallow import ValidationError
from sqlalchemy import update

from forms.choices import DeadlineEnd, Visibility
from tests.processes.penalty_answers import LEAD
from tests.processes.penalty_case import PenaltyCase
from workflows.errors import DeadlinePassed
from workflows.models import BusinessEntity, CreditEntry, Task


@pytest.fixture
def case(office, calendar):
    return PenaltyCase(office, calendar).file()


def told(case: PenaltyCase) -> str:
    """Everything that the credit record says of the case."""
    return "".join(entry.summary for entry in case.office.all(CreditEntry, case_id=case.id))


# Urgent measures


def test_an_urgent_measure_has_to_be_ratified_within_a_day_of_being_taken(case):
    case.urgent("seize", "08:30")
    assert case.waits == ["investigate", "ratify_measure"]
    assert case.limit("measure_ratification").due_at.isoformat() == "2026-11-24T00:30:00+00:00"


def test_a_ratified_seizure_runs_from_the_day_on_which_it_was_taken(case, calendar):
    case.urgent("seize", "20:00")
    calendar.to("2026-11-24", "09:00")
    case.do("ratify_measure", measure_opinion="agree")
    assert case.limit("seizure").starts_on == date(2026, 11, 23)
    assert case.limit("measure_ratification").ended == DeadlineEnd.MET
    assert case.paper("seizure_decision").facts["seized_on"] == "2026-11-23"


@pytest.mark.parametrize(
    ("measure", "release"), [("seize", "seizure_release"), ("preserve", "preservation_release")]
)
def test_a_measure_that_is_not_ratified_is_released_at_once(case, measure, release):
    case.unratified(measure)
    assert release in case.kinds and "没有得到批准" in str(case.paper(release).facts)
    assert case.serve().waits == ["choose_measure", "investigate"]
    assert case.limit("measure_ratification").ended == DeadlineEnd.CANCELLED


def test_a_measure_that_nobody_ratified_in_a_day_is_released_without_anybody(case):
    case.urgent("seize", "08:30").calendar.to("2026-11-24", "08:30")
    case.office.wake(case.id)
    assert case.limit("measure_ratification").ended == DeadlineEnd.FIRED
    assert "立即解除" in told(case) and "ratify_measure" not in case.waits
    assert case.paper("seizure_release").facts["seized_on"] == "2026-11-23"


def test_a_leader_who_answers_too_late_is_told_that_the_time_is_over(case, calendar):
    case.urgent("seize", "08:30")
    page = case.office.page(case.id, "ratify_measure")
    calendar.to("2026-11-24", "08:31")
    with pytest.raises(DeadlinePassed):
        case.office.submit("approver", page, {"measure_opinion": "agree"})


def test_a_measure_is_not_said_to_be_taken_on_a_day_to_come(case):
    with pytest.raises(ValidationError, match="taken_at"):
        case.choose("seize", urgent="true", taken_at="2026-11-24T08:00")


def test_the_decision_is_served_and_the_list_goes_with_it(case):
    case.choose("seize").do("approve_measure", measure_opinion="agree")
    [waiting] = case.office.all(Task, case_id=case.id, name="serve")
    assert waiting.document_id == case.paper("seizure_decision").id
    assert case.kinds[-2:] == ["seizure_decision", "property_list"]


def test_a_party_whose_address_no_import_brought_is_named_with_that_for_service(case):
    with case.office.begin() as session:
        session.connection().execute(update(BusinessEntity).values(address=None))
    case.choose("seize").do("approve_measure", measure_opinion="agree")
    assert case.paper("seizure_decision").facts["party_address"] == LEAD["delivery_address"]


# Time that runs out


def test_a_seizure_ends_by_itself_while_its_extension_waits_for_approval(case):
    case.approved_measure("seize").keep("extend").wake("2026-12-24")
    assert "approve_seizure_extension" not in case.waits and "serve" in case.waits
    assert "延长的申请没有在届满以前批准" in told(case)
    assert "届满" in case.paper("seizure_release").facts["reason"]


def test_a_seizure_ends_by_itself_while_its_papers_wait_to_be_served(case):
    case.choose("seize").do("approve_measure", measure_opinion="agree").wake("2026-12-24")
    assert case.waits == ["investigate", "serve"] and case.kinds[-1] == "seizure_release"
    assert case.serve().waits == ["choose_measure", "investigate"]


def test_a_seizure_ends_by_itself_when_the_result_does_not_come_in_the_told_time(case):
    case.approved_measure("seize").tested(10).wake("2027-01-01")
    assert case.waits == ["investigate", "receive_seizure_result"]
    case.wake("2027-01-02")
    assert case.waits == ["investigate", "serve"] and "检测结果没有在届满以前收到" in told(case)


def test_preserved_evidence_is_free_even_before_its_notice_was_served(case):
    case.choose("preserve").do("approve_measure", measure_opinion="agree").wake("2026-12-03")
    assert case.kinds[-1] == "preservation_release" and case.waits == ["investigate", "serve"]


# Testing


def test_the_told_time_of_testing_does_not_count(case):
    case.approved_measure("seize").tested(10)
    limit = case.limit("seizure")
    assert limit.pauses == [["2026-11-23", "2026-12-02"]] and limit.last_day == date(2027, 1, 1)
    told_of = case.paper("testing_period_notice").facts
    assert (told_of["testing_until"], told_of["until"]) == ("2026-12-02", "2027-01-01")


def test_a_result_that_comes_early_ends_the_pause_on_the_day_before(case, calendar):
    case.approved_measure("seize").tested(10)
    calendar.to("2026-11-28")
    case.result()
    limit = case.limit("seizure")
    assert limit.pauses == [["2026-11-23", "2026-11-27"]] and limit.last_day == date(2026, 12, 27)
    assert case.paper("testing_result_notice").facts["until"] == "2026-12-27"


def test_a_result_on_the_same_day_leaves_no_pause(case):
    case.approved_measure("seize").tested(10).result()
    assert case.limit("seizure").pauses == [] and case.limit("seizure").last_day == date(2026, 12, 23)


def test_testing_stops_an_extended_seizure_as_well(case):
    case.approved_measure("seize").keep("extend")
    case.do("approve_seizure_extension", seizure_extension_opinion="agree").serve()
    assert case.tested(5).limit("seizure_extension").last_day == date(2027, 1, 22)


def test_testing_needs_its_body_what_is_tested_and_how_long(case):
    case.approved_measure("seize")
    with pytest.raises(ValidationError, match="testing_days"):
        case.keep("testing")


def test_the_party_may_read_that_something_is_tested(case):
    case.approved_measure("seize").tested(10).result()
    entries = case.office.all(CreditEntry, case_id=case.id)
    seen = [entry.event for entry in entries if entry.visibility == Visibility.PARTY]
    assert {"seizure_tested", "seizure_result"} <= set(seen)
