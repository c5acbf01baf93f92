"""The terms are those of the rules: how long, in which days, what is left out, how far they can be extended."""

from datetime import UTC, date, datetime, timedelta

import pytest

from workflows import clock as wall
from workflows.errors import LengthUnfit, PauseUnknown
from workflows.law import clock_of, clocks, due

# Each line a group of rules; wd working days, d calendar days, m months, h hours.
TERMS = """
repair: repair_routing=1wd repair_acceptance_target=2wd repair_acceptance=3wd repair_correction=10wd
repair: repair_decision=7wd repair_decision_abnormal=5wd repair_decision_abnormal_target=3wd
repair: repair_extension=10wd repair_execution=3wd repair_assistance=3wd repair_sharing=3wd
repair: credit_china_round_trip=10wd repair_watch=6m repair_revocation=15wd
penalty: lead_verification=15wd lead_verification_extension=15wd penalty_decision=90d
penalty: penalty_decision_extension=30d penalty_decision_panel_extension=30d measure_ratification=24h
penalty: evidence_preservation=7wd seizure=30d seizure_extension=30d case_review=10wd
penalty: case_review_extension=10wd statement_and_defence=5wd hearing_request=5wd hearing_host=3wd
penalty: hearing_file=3wd hearing_date=5wd hearing_notice=7wd hearing_report=5wd summary_filing=7wd
penalty: fine_payment=15d collected_fine_handover=2wd performance_demand=10wd court_enforcement=3m case_closing=15wd
penalty: limitation=24m limitation_serious=60m
service: service_of_decision=7wd service_by_notice=30d
publicity: publication=7wd publication_gsxt=20wd publication_withdrawal=3wd publication_push_out=10wd
publicity: publication_received=10wd publication_listing=5wd publication_correction=3wd
publicity: publication_inspection=7wd publication_inspection_food=20wd publication_commitment=7wd
publicity: publication_licence_gsxt=20wd instant_disclosure=20wd
remedy: reconsideration=60d reconsideration_untold=12m reconsideration_acceptance=5wd
remedy: reconsideration_decision=60d reconsideration_decision_extension=30d reconsideration_summary=30d
remedy: litigation=6m litigation_after_reconsideration=15d inaction=2m
commitment: commitment_check=2m commitment_check_accreditation=3m commitment_intake=3wd
commitment: commitment_verification=15wd commitment_verification_extension=15wd commitment_opinion=3wd
commitment: statement_outside_penalty=5wd commitment_reexamination=5wd commitment_determination=5wd
commitment: commitment_rectification_accreditation=30wd commitment_closing=15wd
commitment: registration_annulment_acceptance=3wd registration_annulment_decision=3m
commitment: registration_annulment_extension=3m registration_annulment_notice=45d
rectification: rectification_description=3wd rectification_approval=1wd rectification_order_in_writing=24h
rectification: rectification_service=3wd rectification=15d rectification_extension=15d
rectification: rectification_statement=3wd rectification_extension_reply=3wd rectification_second_order=7d
rectification: recheck=10wd recheck_special_equipment=10wd recheck_without_report=5wd recheck_opinion=3wd
rectification: result_sharing=7wd
interview: interview_start=5wd interview_approval=2wd interview_notice=3wd interview_notice_urgent=24h
interview: interview_postponement=5wd interview_promise=5wd interview_promise_performance=30d
interview: interview_minutes=5wd interview_follow_up=10wd interview_record=12m
ban: ban_confirmation=10wd ban_decision=10wd ban_forwarding=3wd ban_registration=3wd ban_cure=30d
ban: ban_lifting=3wd
listing: listing_line_check=3wd listing_formal_check=3wd listing_consent=10wd key_attention=6m
listing: key_attention_extension=6m person_finding=10wd person_approval=5wd person_sharing=7wd
listing: person_mirroring=3wd inspection_coverage=24m
objection: objection_receipt=1wd objection_acceptance=3wd objection_acceptance_abnormal=5wd
objection: objection_correction_of_papers=10wd objection_forwarding=1wd objection_verification=7wd
objection: objection_verification_abnormal=20wd objection_verification_extension=10wd
objection: objection_execution=3wd objection_execution_abnormal=5wd objection_sharing=3wd objection_reply=3wd
objection: objection_review_request=15wd objection_filing_abnormal=30d objection_serious_list=3wd
objection: publicity_query_reply=20wd publicity_report_reply=20wd registration_data_correction=7wd
objection: credit_agency_reply=20d
other: authorised_query=1wd voluntary_confirmation=12m complaint_acceptance=7wd complaint_mediation=60d
other: complaint_termination=7wd report_verification=15wd report_verification_extension=15wd
other: report_reply=5wd complaint_publication=7wd complaint_publication_notice=3wd
other: warning_yellow=10wd warning_orange=5wd warning_red=2wd
"""
UNITS = {"workdays": "wd", "days": "d", "months": "m", "hours": "h"}
STATED = dict(pair.split("=") for line in TERMS.split("\n") for pair in line.split()[1:])


@pytest.mark.parametrize("name", STATED)
def test_a_term_has_the_length_of_its_rule(name):
    term = clock_of(name)
    assert f"{term.length}{UNITS[term.unit]}" == STATED[name]


def test_no_term_is_left_unstated():
    assert clocks().keys() == STATED.keys()
    assert len(clocks()) == 150


@pytest.mark.parametrize(
    ("name", "by", "then"),
    [
        ("lead_verification", "approver", "lead_verification_extension"),
        ("penalty_decision", "approver", "penalty_decision_extension"),
        ("penalty_decision_extension", "panel", "penalty_decision_panel_extension"),
        ("seizure", "approver", "seizure_extension"),
        ("case_review", "approver", "case_review_extension"),
        ("rectification", "unit_head", "rectification_extension"),
        ("registration_annulment_decision", "approver", "registration_annulment_extension"),
        ("objection_verification", "reviewer", "objection_verification_extension"),
    ],
)
def test_an_extension_has_its_length_its_number_and_its_approver(name, by, then):
    term = clock_of(name)
    assert (term.extension_by, term.extension, term.extension_times) == (by, then, 1)


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("lead_verification", {"testing", "identification"}),
        (
            "penalty_decision",
            {"suspension", "hearing", "public_notice", "testing", "identification", "refund"},
        ),
        ("seizure", {"testing"}),
        ("objection_acceptance", {"supplementing"}),
        ("statement_and_defence", set()),
        ("reconsideration", set()),
    ],
)
def test_a_term_leaves_out_only_the_time_that_its_rule_names(name, reasons):
    assert set(clock_of(name).excludes) == reasons


def test_testing_prolongs_a_seizure_by_its_days():
    start = date(2026, 6, 1)
    testing = date(2026, 6, 10), date(2026, 6, 19)
    assert due("seizure", start).last_day == date(2026, 7, 1)
    assert due("seizure", start, pauses=[testing]).last_day == date(2026, 7, 11)


def test_pauses_that_overlap_are_left_out_once():
    spans = [(date(2026, 6, 10), date(2026, 6, 19)), (date(2026, 6, 15), date(2026, 6, 24))]
    assert due("seizure", date(2026, 6, 1), pauses=spans).last_day == date(2026, 7, 16)


def test_a_weekend_inside_a_pause_costs_no_working_day():
    start = date(2026, 11, 2)
    assert due("lead_verification", start, pauses=[(date(2026, 11, 7), date(2026, 11, 8))]).last_day == (
        due("lead_verification", start).last_day
    )


@pytest.mark.parametrize("day", [date(2026, 6, 1), date(2026, 7, 2)])
def test_a_pause_on_the_first_day_or_after_the_end_changes_nothing(day):
    assert due("seizure", date(2026, 6, 1), pauses=[(day, day)]).last_day == date(2026, 7, 1)


def test_a_pause_on_the_last_day_does():
    last = date(2026, 7, 1)
    assert due("seizure", date(2026, 6, 1), pauses=[(last, last)]).last_day == date(2026, 7, 2)


def test_the_sentence_tells_what_was_left_out():
    end = due("seizure", date(2026, 6, 1), pauses=[(date(2026, 6, 10), date(2026, 6, 19))])
    assert "扣除2026年6月10日至2026年6月19日，2026年7月11日24时届满" in end.sentence


def test_a_term_that_leaves_nothing_out_refuses_pauses():
    with pytest.raises(PauseUnknown, match="陈述、申辩"):
        due("statement_and_defence", date(2026, 6, 1), pauses=[(date(2026, 6, 2), date(2026, 6, 3))])


def test_a_pause_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="before it begins"):
        due("seizure", date(2026, 6, 1), pauses=[(date(2026, 6, 3), date(2026, 6, 2))])


def test_an_order_names_its_own_length_from_the_menu():
    assert due("rectification", date(2026, 6, 1), length=7).last_day == date(2026, 6, 8)
    with pytest.raises(LengthUnfit, match="定为8日，可以是3、7、15、30、60、90日"):
        due("rectification", date(2026, 6, 1), length=8)


@pytest.mark.parametrize(
    ("name", "length", "allowed"),
    [
        ("interview_promise_performance", 31, "最长30日"),
        ("rectification_second_order", 0, "最长45日"),
        ("penalty_decision", 100, "只能是90日"),
        ("penalty_decision_panel_extension", 0, "应为正整数"),
    ],
)
def test_a_length_that_nobody_may_fix_is_refused_with_those_that_may_be(name, length, allowed):
    with pytest.raises(LengthUnfit, match=allowed):
        due(name, date(2026, 6, 1), length=length)


def test_24_hours_run_by_the_clock_over_nights_and_holidays():
    taken = datetime(2026, 9, 30, 17, 30, tzinfo=wall.SHANGHAI)
    end = due("measure_ratification", taken)
    assert end.instant == taken + timedelta(hours=24)
    assert (end.starts_on, end.last_day) == (date(2026, 9, 30), date(2026, 10, 1))
    assert "2026年9月30日17时30分" in end.sentence and "2026年10月1日17时30分届满" in end.sentence


def test_24_hours_from_midnight_end_with_the_same_day():
    end = due("measure_ratification", date(2026, 11, 23))
    assert end.instant == datetime(2026, 11, 23, 16, tzinfo=UTC)
    assert end.last_day == date(2026, 11, 23)
