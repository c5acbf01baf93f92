"""What credit repair promises: terms, corrections, extension, execution, remedies, batches, who is told."""

import pytest
from marshmallow import ValidationError

from forms.choices import RecordKind, RecordState
from tests.processes.repair import DRAWN, EXTEND, Repair
from tests.processes.walks import OF_ANOTHER
from tests.records import add_record
from workflows import background
from workflows.errors import ConditionsChanged
from workflows.jobs import exchange
from workflows.models import CreditRecord, SharedMessage

INCOMPLETE = {"materials": "incomplete", "missing": "信用承诺书"}
BROKEN = {"duties_performed": "false", "duties_findings": "罚款尚未缴清。"}


@pytest.fixture
def case(office, calendar):
    return Repair(office, calendar)


# Correction


def test_the_correction_request_lists_everything_at_once(case):
    case.ask_to_correct()
    missing = case.paper("correction_request").facts["missing_items"]
    assert [item["name"] for item in missing] == ["信用承诺书", "缴款凭证"]


def test_the_party_is_asked_once_and_incomplete_again_it_is_refused(case):
    case.ask_to_correct().supply().do("formal_check", **INCOMPLETE)
    assert case.waits == ["review_refusal_of_acceptance"]
    case.agree("review_refusal_of_acceptance").serve()
    assert case.outcome == "NOT_ACCEPTED" and case.titles == ["信用修复补正通知书", "信用修复不予受理通知书"]


def test_the_time_to_correct_runs_from_the_service_of_the_request(case):
    case.do("formal_check", **INCOMPLETE)
    assert case.limits("repair_correction") == []
    case.calendar.to("2026-11-25")
    case.serve(happened_on="2026-11-24")
    limit = case.limit("repair_correction")
    assert (str(limit.starts_on), str(limit.last_day)) == ("2026-11-24", "2026-12-08")


def test_on_the_last_day_the_party_may_still_supply_and_the_day_after_the_case_has_lapsed(
    case, office, calendar
):
    case.ask_to_correct()
    late = Repair(office, calendar).ask_to_correct()
    case.calendar.to("2026-12-07", "23:59")
    assert case.supply().waits == ["formal_check"]
    assert late.wake("2026-12-08").outcome == "LAPSED"


def test_the_limit_for_accepting_ends_with_the_request_and_begins_anew_with_the_supply(case):
    case.ask_to_correct()
    assert [row.ended for row in case.limits("repair_acceptance")] == ["cancelled"]
    case.calendar.to("2026-12-01")
    first, second = case.supply().limits("repair_acceptance")
    assert (str(first.last_day), str(second.last_day), second.ended) == ("2026-11-26", "2026-12-04", None)


def test_what_was_supplied_in_time_meets_the_limit_however_long_the_check_takes(case):
    case.ask_to_correct().supply()
    assert case.limit("repair_correction").ended == "met"
    case.wake("2026-12-09")
    assert [step.name for step in case.steps if step.kind == "timer"] == [
        "repair_acceptance_target",
        "repair_acceptance",
    ]


def test_what_comes_in_after_office_hours_came_in_on_the_next_working_day(office, calendar):
    calendar.to("2026-11-23", "17:01")
    assert str(Repair(office, calendar).limit("repair_acceptance").last_day) == "2026-11-27"


def test_an_application_entered_after_midnight_in_shanghai_is_of_that_day_not_of_greenwichs(office, calendar):
    calendar.to("2026-11-24", "00:30")
    assert str(Repair(office, calendar).limit("repair_acceptance").last_day) == "2026-11-27"


# Deciding and extending


def test_the_decision_is_due_seven_working_days_after_acceptance(case):
    assert str(case.accept().limit("repair_decision").last_day) == "2026-12-02"


def extended(case):
    return case.do("verify", **EXTEND).agree("review_extension", "approve_extension")


def test_an_extension_adds_ten_working_days_to_the_end_of_the_base_term(case):
    extended(case.accept())
    base, longer = case.limit("repair_decision"), case.limit("repair_extension")
    assert (base.ended, longer.starts_on) == ("cancelled", base.last_day)
    assert str(longer.last_day) == "2026-12-16" and not longer.provisional
    assert case.paper("extension_notice").facts["due_on"] == "2026-12-16"


def test_there_is_no_second_extension(case):
    extended(case.accept())
    with pytest.raises(ValidationError) as refused:
        case.do("verify", **EXTEND)
    assert "已经延期一次" in str(refused.value)


def test_an_extension_that_runs_into_a_year_without_a_calendar_is_provisional(office, calendar):
    calendar.to("2026-12-18")
    case = extended(Repair(office, calendar).accept())
    assert case.limit("repair_extension").provisional and "2027" in case.limit("repair_extension").sentence


def test_the_extended_limit_is_the_one_that_is_met_by_the_decision(case):
    extended(case.accept()).serve().decide()
    assert case.limit("repair_extension").ended == "met"


def test_a_gate_that_fails_after_the_review_stops_the_signature(case):
    case.accept().verify().agree("review")
    add_record(case.office, case.record.entity_id, RecordKind.ABNORMAL_LIST)
    with pytest.raises(ConditionsChanged):
        case.agree("approve")
    case.send_back("approve").decide().serve()
    assert case.outcome == "REFUSED"


def test_a_refusal_of_acceptance_is_not_signed_when_nothing_stands_against_the_application_any_more(
    office, calendar
):
    case = Repair(office, calendar, office.penalty(decided_on=calendar.days_ago(95)))
    case.do("formal_check", materials="complete")
    assert case.waits == ["review_refusal_of_acceptance"]
    calendar.to(case.record.earliest_repair_on)
    with pytest.raises(ConditionsChanged):
        case.agree("review_refusal_of_acceptance")


# Withdrawal and transfer


def test_a_withdrawn_case_keeps_no_limit_although_its_notice_is_still_to_be_served(case):
    case.do("formal_check", materials="complete").agree("review_acceptance").do("verify", course="withdraw")
    assert case.limit("repair_decision").ended == "cancelled" and case.waits == ["serve"]
    case.wake("2026-12-20").serve()
    assert case.outcome == "WITHDRAWN_BY_PARTY" and "timer" not in [step.kind for step in case.steps]


def test_what_another_authority_decided_is_transferred_and_the_applicant_told(office, calendar):
    case = Repair(office, calendar, office.penalty(**OF_ANOTHER))
    assert case.waits == ["transfer"]
    with pytest.raises(ValidationError):
        case.do("transfer", authority="密山市局", transferred_on=calendar.today, told_applicant="false")


# Execution


def test_the_record_is_shown_until_the_grant_is_served(case):
    case.accept().decide()
    assert case.record.state == RecordState.PUBLISHED
    case.serve()
    assert (case.record.state, str(case.record.ended_on)) == (RecordState.REPAIRED, "2026-11-23")


def test_linked_spot_checks_end_with_the_record_and_everybody_who_shows_them_is_told(case):
    linked = add_record(
        case.office, case.record.entity_id, RecordKind.SPOT_CHECK, linked_to_id=case.record_id
    )
    other = add_record(case.office, case.record.entity_id, RecordKind.SPOT_CHECK)
    case.accept().decide().serve()
    assert case.office.one(CreditRecord, id=linked).state == RecordState.REPAIRED
    assert case.office.one(CreditRecord, id=other).state == RecordState.PUBLISHED
    told = {(message.record_id, message.recipient) for message in case.office.all(SharedMessage)}
    recipients = ("credit_china", "platform", "publicity_system")
    assert told == {(record, name) for record in (case.record_id, linked) for name in recipients}


def test_a_party_of_another_province_gets_an_assistance_message_to_its_authority(office, calendar):
    case = Repair(office, calendar, office.penalty(entity_id=office.party(province="35")))
    case.accept().decide().serve()
    [message] = office.all(SharedMessage, kind="ASSIST_END_PUBLICITY")
    assert message.recipient == "msa_35" and case.limit("repair_assistance").ended is None


def test_a_party_of_our_province_needs_no_assistance(case):
    case.accept().decide().serve()
    assert case.office.all(SharedMessage, kind="ASSIST_END_PUBLICITY") == []


def test_the_limit_for_sharing_is_met_when_the_last_message_has_left_the_house(case, tmp_path):
    case.accept().decide().serve()
    messages = case.office.all(SharedMessage)
    exchange.use(exchange.Premises(tmp_path))
    for message in messages:
        assert case.limit("repair_sharing").ended is None
        background.deliver_message(background.Work(case.office.begin, "key"), str(message.id))
    assert case.limit("repair_sharing").ended == "met"


def test_a_record_whose_time_ran_out_while_its_case_was_open_does_not_hold_the_case_up(case):
    case.accept().decide()
    case.calendar.to(case.record.ends_on.replace(day=case.record.ends_on.day + 1))
    background.end_expired_publicity(background.Work(case.office.begin, "key"))
    case.serve()
    assert (case.record.state, case.outcome) == (RecordState.EXPIRED, "GRANTED")
    assert {message.payload["status"] for message in case.office.all(SharedMessage)} == {"expired"}


# After the decision


@pytest.mark.parametrize("found", [{}, BROKEN], ids=["granted", "refused"])
def test_the_time_for_remedies_runs_from_service_and_survives_the_case(case, found):
    case.accept().decide(**found).calendar.to("2026-11-25")
    case.serve(happened_on="2026-11-24")
    limits = [case.limit("reconsideration"), case.limit("litigation")]
    assert case.case.closed_at is not None and [row.ended for row in limits] == [None, None]
    assert [str(row.starts_on) for row in limits] == ["2026-11-24"] * 2
    assert [str(row.last_day) for row in limits] == ["2027-01-25", "2027-05-24"]


def test_a_remedy_that_nobody_took_is_noted_in_the_closed_case(case):
    case.accept().decide(**BROKEN).serve().wake("2027-06-01")
    assert [step.name for step in case.steps[-2:]] == ["reconsideration", "litigation"]
    assert case.limit("litigation").ended == "fired" and case.outcome == "REFUSED"


def test_a_case_that_was_drawn_waits_to_be_looked_at_again_for_six_months(office, calendar):
    case = Repair(office, calendar, watch=DRAWN).accept().decide().serve()
    assert case.waits == ["watch"] and str(case.limit("repair_watch").last_day) == "2027-05-23"
    case.do("watch", clue_found="false", watched_on=calendar.today, findings="未发现异常。")
    assert case.limit("repair_watch").ended == "met" and case.outcome == "GRANTED"


@pytest.mark.parametrize(("lot", "waits"), [(499, ["watch"]), (500, [])])
def test_five_lots_in_a_hundred_are_drawn(office, calendar, lot, waits):
    assert Repair(office, calendar, watch=lot).accept().decide().serve().waits == waits
