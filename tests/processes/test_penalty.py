"""行政处罚 until it is decided: what the law demands at each step, tried through the doors."""

from datetime import date

import pytest
from marshmallow import ValidationError

from forms.choices import DeadlineEnd, Role
from tests.processes.penalty_answers import NOTHING
from tests.processes.penalty_case import PenaltyCase
from tests.processes.penalty_walks import BIG, heard
from workflows.errors import HeavierAfterDefence, PartsCollide


@pytest.fixture
def case(office, calendar):
    return PenaltyCase(office, calendar)


# The lead and the filing


def test_a_lead_is_verified_within_fifteen_working_days_of_the_day_it_was_found(office, calendar):
    case = PenaltyCase(office, calendar, lead_received_on="2026-11-20")
    limit = case.limit("lead_verification")
    assert (limit.starts_on, limit.last_day) == (date(2026, 11, 20), date(2026, 12, 11))


def test_the_days_of_testing_do_not_count_for_the_lead(case, calendar):
    case.do("verify_lead", lead_course="testing", testing="省检验院")
    assert case.limit("lead_verification").ended == DeadlineEnd.CANCELLED
    calendar.to("2026-11-30")
    case.do("receive_result", result_received_on="2026-11-30", result="标签不合格。")
    limit = case.limit("lead_verification")
    assert limit.pauses == [["2026-11-23", "2026-11-29"]] and limit.last_day == date(2026, 12, 18)


def test_nothing_is_filed_without_every_condition(case):
    case.verify(competent="false")
    with pytest.raises(ValidationError, match="立案条件没有全部具备"):
        case.do("approve_filing", filing_opinion="file")


def test_no_case_is_dropped_that_has_to_be_filed(case):
    case.verify()
    with pytest.raises(ValidationError, match="没有可以不予立案的情形"):
        case.do("approve_filing", filing_opinion="not_file")


@pytest.mark.parametrize(
    ("ended", "endangers", "result"),
    [
        ("2024-11-23", "false", "file"),
        ("2024-11-22", "false", "not_file"),
        ("2024-11-22", "true", "file"),
        ("2021-11-23", "true", "file"),
        ("2021-11-22", "true", "not_file"),
    ],
)
def test_an_act_is_punished_only_within_two_years_or_five_where_life_is_in_danger(
    case, ended, endangers, result
):
    case.verify(act_ended_on=ended, endangers=endangers)
    assert case.data["filing_result"] == result


def test_whoever_verified_the_lead_does_not_file_the_case(case, office):
    office.hire("both", Role.CASE_OFFICER, Role.APPROVER)
    case.verify()
    office.answer("approver", case.id, "approve_filing", filing_opinion="return", reason="补充。")
    answers = {**case.verified, "second_officer": case.second}
    office.answer("both", case.id, "verify_lead", **answers)
    with pytest.raises(PartsCollide):
        office.answer("both", case.id, "approve_filing", filing_opinion="file")


# Measures


def test_preserved_evidence_is_free_after_seven_working_days_without_anybody(case):
    case.file().approved_measure("preserve").wake("2026-12-03")
    assert "serve" in case.waits and case.limit("evidence_preservation").ended == DeadlineEnd.FIRED
    assert "自动解除" in case.paper("preservation_release").facts["disposal"]


def test_a_seizure_is_extended_once_for_thirty_days_from_the_end_of_the_first(case):
    case.file().approved_measure("seize").keep("extend")
    case.do("approve_seizure_extension", seizure_extension_opinion="agree").serve()
    assert case.limit("seizure_extension").last_day == date(2027, 1, 22)
    assert case.paper("seizure_extension").facts["former_until"] == "2026-12-23"
    with pytest.raises(ValidationError, match="已经延长一次"):
        case.keep("extend")


def test_a_measure_names_its_object_in_full(case):
    with pytest.raises(ValidationError, match="名称；规格型号；数量"):
        case.file().choose("preserve", measure_items="大米12袋")


def test_nothing_is_decided_while_a_measure_is_open(case):
    case.file().approved_measure("seize").investigate().report(proposal="withdrawn", **NOTHING).reviewed()
    assert case.waits == ["keep_property"]
    case.keep("release").serve().no_measures()
    assert case.waits == ["propose"]


# The investigation and its time


def test_nobody_is_questioned_without_being_told_the_rights(case):
    with pytest.raises(ValidationError, match="rights_told"):
        case.file().investigate(rights_told="false")


def test_two_officers_investigate(case, office):
    with pytest.raises(ValidationError, match="second_officer"):
        case.file().investigate(second_officer="")


def test_the_time_for_deciding_stands_still_while_the_case_is_suspended(case, calendar):
    case.file().investigate("suspend", suspension_ground="ruling")
    case.do("approve_course", course_opinion="agree")
    calendar.to("2026-12-23")
    case.do("resume_investigation", resumed_because="判决已经生效。")
    assert case.limit("penalty_decision").pauses == [["2026-11-23", "2026-12-22"]]
    assert case.limit("penalty_decision").last_day == date(2027, 3, 22)


def test_only_the_panel_extends_a_second_time_and_by_days_that_it_fixes(case, calendar):
    case.file().investigate("extend", extension_reason="案情复杂。").do(
        "approve_course", course_opinion="agree"
    )
    assert case.limit("penalty_decision_extension").last_day == date(2027, 3, 24)
    case.investigate("extend", extension_reason="案情复杂。")
    assert "discuss_extension" in case.waits
    told = {"discussed_on": calendar.today, "present": "刘敏", "opinions": "同意。"}
    with pytest.raises(ValidationError, match="extension_days"):
        case.do("discuss_extension", course_opinion="agree", **told)
    case.do("discuss_extension", course_opinion="agree", extension_days="20", **told)
    assert case.limit("penalty_decision_panel_extension").length == 20


# Notice and hearing


@pytest.mark.parametrize(("fine", "offered"), [("99999.99", False), ("100000", True)])
def test_a_hearing_is_offered_from_the_amount_that_the_law_names(case, fine, offered):
    case.until_reported(fine=fine)
    assert case.data["hearing_in_scope"] is offered


def test_a_revocation_is_heard_and_decided_by_the_panel(case):
    case.until_reported(restriction="revoke_licence")
    assert (case.data["hearing_in_scope"], case.data["severe_kinds"]) == (True, True)
    assert case.reviewed().told().no_measures().proposed().waits == ["discuss"]


def test_the_notice_tells_of_the_hearing_only_where_there_is_one(case, office, calendar):
    case.until_reported().reviewed().noticed()
    assert case.paper("penalty_notice").facts["hearing_limit"] == ""
    other = PenaltyCase(office, calendar).until_reported(**BIG).reviewed().noticed()
    assert other.paper("penalty_notice").facts["hearing_limit"] == "5个工作日"


def test_the_time_for_deciding_stands_still_for_the_hearing(office, calendar):
    case = heard(office, calendar)
    [[first, last]] = case.limit("penalty_decision").pauses
    assert first == "2026-11-23" and date.fromisoformat(last) < case.limit("penalty_decision").last_day
    assert case.limit("penalty_decision").last_day > date(2027, 2, 22)


def test_nobody_is_punished_more_for_speaking_up(case):
    case.until_reported().reviewed().spoke(
        "adopted", proposed_weight="5000", new_content="罚款。"
    ).investigate()
    with pytest.raises(HeavierAfterDefence):
        case.report(fine="6000")
    assert case.report(fine="6000", new_facts="另查明一处仓库。").waits == ["choose_measure", "hand_over"]


def test_new_facts_found_in_re_examining_are_told_before_anything_is_decided(case):
    case.until_reported().reviewed().spoke("new_facts", new_facts_found="另有一处仓库。").no_measures()
    assert case.waits == ["investigate"]
    case.investigate().report(fine="6000", new_facts="另有一处仓库。").reviewed()
    assert case.waits == ["approve_notice"]
    assert case.told().waits == ["propose"] and case.kinds.count("penalty_notice") == 2


def test_the_decision_says_what_the_party_said_and_why_it_was_not_adopted(case):
    case.until_reported().reviewed().spoke("unchanged").no_measures().decided()
    assert "召回发生在立案以后" in case.paper("penalty_decision").facts["heard"]
