"""行政处罚 once it is decided: its record, who is told, what has to be paid, the closing; tried through the doors."""

from datetime import date
from decimal import Decimal

import pytest
from marshmallow import ValidationError

from forms.choices import EntryKind, RecordState
from tests.processes.penalty_case import PenaltyCase
from tests.processes.penalty_walks import LATER, PAPERWORK, WARNED, after, demanded
from workflows import background
from workflows.errors import NotAllowed
from workflows.law.fines import days_of_remedies, surcharge
from workflows.models import CreditEntry, CreditRecord, PenaltyDecision, SharedMessage


@pytest.fixture
def case(office, calendar):
    return PenaltyCase(office, calendar)


# The decision and its record


def test_the_penalty_is_on_record_with_the_tier_and_the_dates_of_an_imported_one(case, office, calendar):
    case.until_decided()
    decision = office.one(PenaltyDecision, case_id=case.id)
    imported = office.one(
        CreditRecord,
        id=office.penalty(
            decided_on=date.fromisoformat(calendar.today),
            fine=decision.fine,
            confiscation=decision.confiscation,
        ),
    )
    terms = ("state", "tier", "decided_on", "published_on", "earliest_repair_on", "ends_on", "basis")
    assert [getattr(case.record, name) for name in terms] == [getattr(imported, name) for name in terms]
    assert decision.import_run_id is None and decision.fine == Decimal(5000)
    [told] = [row for row in office.all(CreditEntry, record_id=case.record.id) if row.case_seq is None]
    assert (told.kind, told.state_after) == (EntryKind.LIFE, RecordState.RECORDED)


def begin_publicity(case):
    background.begin_due_publicity(background.Work(case.office.begin, "key"))


def test_the_record_is_shown_from_its_day_on_but_not_before_the_party_has_the_decision(case, calendar):
    case.until_decided()
    calendar.to(case.record.published_on)
    begin_publicity(case)
    assert case.record.state == RecordState.RECORDED
    begin_publicity(case.both_served())
    assert case.record.state == RecordState.PUBLISHED


def test_the_repair_notice_goes_out_with_the_decision(case):
    case.until_decided()
    assert case.waits == ["serve", "serve"]
    assert case.paper("repair_notice").facts["decision_number"] == case.paper("penalty_decision").number


def test_nobody_is_told_of_a_penalty_before_the_party_has_it(case, office):
    case.until_decided().serve()
    assert office.all(SharedMessage) == []
    case.serve()
    told = {(one.kind, one.recipient) for one in office.all(SharedMessage)}
    assert told == {("PENALTY_PUBLISH", name) for name in ("credit_china", "platform", "publicity_system")}


def test_the_authority_of_another_province_is_told_of_its_party(office, calendar):
    case = PenaltyCase(office, calendar, province="31").until_served()
    [pushed] = office.all(SharedMessage, kind="PENALTY_PUSH_OUT")
    assert pushed.recipient == "msa_31" and case.limit("publication_push_out").last_day == date(2026, 12, 7)


def test_a_warning_is_recorded_but_not_shown(case, office):
    case.until_reported(**{**WARNED, **PAPERWORK}).reviewed().told().no_measures().decided()
    assert case.waits == ["serve"] and case.record.state == RecordState.RECORDED
    case.serve()
    assert office.all(SharedMessage) == [] and "repair_notice" not in case.kinds


def test_the_remedies_and_the_time_for_paying_run_from_service(case, calendar):
    case.until_decided()
    calendar.to("2026-12-01")
    case.both_served()
    assert case.limit("reconsideration").starts_on == date(2026, 12, 1)
    assert case.limit("fine_payment").last_day == date(2026, 12, 16)


# Collecting


@pytest.mark.parametrize(
    ("day", "stayed", "amount"),
    [
        ("2026-12-16", 0, "0.00"),
        ("2026-12-17", 0, "150.00"),
        ("2027-01-18", 0, "4950.00"),
        ("2027-01-19", 0, "5000.00"),
        ("2027-12-31", 0, "5000.00"),
        ("2026-12-26", 4, "900.00"),
        ("2026-12-26", 99, "0.00"),
    ],
)
def test_three_in_a_hundred_a_day_are_added_but_never_more_than_the_fine(day, stayed, amount):
    found = surcharge(Decimal(5000), date(2026, 12, 16), date.fromisoformat(day), stayed)
    assert str(found) == amount


def test_the_demand_names_the_duty_and_the_surcharge_so_far(case, office):
    case.until_served().wake("2026-12-09")
    facts = case.paper("payment_demand").facts
    assert (facts["amount"], facts["surcharge"]) == ("5,600.00元", "150.00元")


def test_less_than_the_fine_is_not_everything(case, calendar):
    case.until_served()
    paid = {"payment": "paid", "paid_on": calendar.today, "paid_amount": "500"}
    with pytest.raises(ValidationError, match="paid_amount"):
        case.do("register_payment", receipt_files=[case.office.file("case_officer")], **paid)


def test_instalments_move_the_last_day_for_paying(case):
    case.until_served().do("register_payment", payment="deferral", instalments="一期\n二期", **LATER)
    case.do("approve_deferral", deferral_opinion="agree")
    assert case.limit("fine_payment").last_day == date(2027, 2, 8)
    assert case.paper("deferral_notice").facts["mode"] == "instalments"


def test_the_court_is_not_asked_before_the_remedies_are_over(office, calendar):
    case = demanded(office, calendar)
    over = case.limit("litigation").last_day
    with pytest.raises(ValidationError, match=str(over)):
        case.apply_court()
    assert case.limit("court_enforcement").starts_on == over
    assert "approve_application" in case.wake(after(case, "litigation")).apply_court().waits


PENDING = {"reconsideration_from": "2027-01-04", "reconsideration_until": "2027-02-02"}
SUED = {"litigation_from": "2027-02-01", "litigation_until": "2027-02-10"}


@pytest.mark.parametrize(
    ("remedies", "days", "surcharge"), [({}, "", "5,000.00元"), ({**PENDING, **SUED}, "38", "5,000.00元")]
)
def test_the_days_of_remedies_are_counted_from_their_papers_and_the_surcharge_never_exceeds_the_fine(
    office, calendar, remedies, days, surcharge
):
    case = demanded(office, calendar)
    case.wake(after(case, "litigation")).apply_court(**remedies)
    case.do("approve_application", application_opinion="agree")
    facts = case.paper("court_application").facts
    assert (facts["remedy_days"], facts["surcharge"], facts["amount"]) == (days, surcharge, "5,600.00元")


@pytest.mark.parametrize(
    ("spans", "days"),
    [
        ([], 0),
        ([("2026-12-01", "2026-12-16")], 0),
        ([("2026-12-01", "2026-12-20")], 4),
        ([("2026-12-17", "2026-12-20"), ("2026-12-19", "2026-12-22")], 6),
        ([("2026-12-25", "2027-01-31")], 2),
    ],
)
def test_the_surcharge_stands_still_on_each_day_of_a_remedy_once(spans, days):
    given = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in spans]
    assert days_of_remedies(given, date(2026, 12, 16), date(2026, 12, 26)) == days


@pytest.mark.parametrize(
    ("remedies", "field"),
    [
        ({"reconsideration_from": "2027-01-04"}, "reconsideration_until"),
        ({"litigation_from": "2027-02-04", "litigation_until": "2027-02-03"}, "litigation_until"),
        ({**SUED, "remedy_files": []}, "remedy_files"),
    ],
)
def test_a_remedy_that_is_not_over_or_not_proved_is_refused(office, calendar, remedies, field):
    case = demanded(office, calendar)
    case.wake(after(case, "litigation"))
    with pytest.raises(ValidationError, match=field):
        case.do("apply_court", application="apply", application_reason="不履行。", **remedies)


# Closing


def test_the_index_puts_the_decision_first(case):
    case.until_served().pay().close()
    titles = [row["title"] for row in case.paper("case_file_index").facts["papers"]]
    assert titles[:2] == ["行政处罚决定书", "案件来源登记表"] and "结案审批表" in titles


def test_a_penalty_case_is_opened_by_its_handlers_only(case, office):
    with pytest.raises(NotAllowed, match="承办人"):
        PenaltyCase(office, case.calendar, by="window")
