"""限期整改 through the doors: on the spot or by an order in time, extended once, rechecked, ordered once more."""

from datetime import date

import pytest
from marshmallow import ValidationError

from forms.choices import DeadlineEnd
from tests.processes.rectifying import Rectification
from workflows.errors import LengthUnfit, NotAllowed
from workflows.models import Case, Lead

RETURN = {"order_opinion": "return", "reason": "请写明依据。"}


@pytest.fixture
def rectification(office, calendar):
    def opened(**answers):
        return Rectification(office, calendar, **answers)

    return opened


# On the spot


def test_what_was_put_right_on_the_spot_is_recorded_and_closed(rectification):
    case = rectification(on_the_spot="true", correction="已当场补贴标签。")
    assert (case.outcome, case.waits) == ("CORRECTED_ON_THE_SPOT", [])
    facts = case.paper("on_the_spot_record").facts
    assert facts["correction"] == "已当场补贴标签。" and len(facts["officers"]) == 2


def test_what_was_put_right_on_the_spot_needs_its_proof(rectification):
    with pytest.raises(ValidationError, match="correction"):
        rectification(on_the_spot="true")


# The order


def test_the_order_says_what_is_to_be_done_by_when_and_what_follows_otherwise(rectification):
    facts = (
        rectification()
        .drafted()
        .do("approve_order", order_opinion="agree")
        .paper("rectification_order")
        .facts
    )
    assert facts["limit"] == "15日" and len(facts["items"]) == 2
    assert [row["detail"] for row in facts["threat"]] == [
        "依照《中华人民共和国食品安全法》第一百二十六条，罚款（5000元以上50000元以下）",
        "情节严重的，依照《中华人民共和国食品安全法》第一百二十六条，责令停产停业，直至吊销许可证",
    ]
    assert (facts["reconsideration_limit"], facts["litigation_limit"]) == ("60日", "6个月")


def test_an_order_about_a_device_is_a_directive_with_the_clause(rectification):
    case = rectification()
    with pytest.raises(ValidationError, match="clause"):
        case.drafted(order_kind="equipment_directive")
    device = {"device": "电梯（3110230300202600123）", "clause": "TSG T7001第2.3条"}
    case.ordered(order_kind="equipment_directive", ground="equipment_directive", **device)
    assert case.paper("equipment_directive").facts["clause"] == "TSG T7001第2.3条"
    case.reported().arranged("special_equipment")
    assert case.limit("recheck_special_equipment").timer == "recheck"


@pytest.mark.parametrize("days", ["14", "91"])
def test_a_term_that_is_not_on_the_menu_is_refused_with_the_menu(rectification, days):
    with pytest.raises(LengthUnfit, match="3、7、15、30、60、90日"):
        rectification().drafted(length=days)


def test_an_order_that_is_sent_back_is_drafted_again(rectification):
    case = rectification().drafted()
    with pytest.raises(ValidationError, match="reason"):
        case.do("approve_order", order_opinion="return")
    assert case.do("approve_order", **RETURN).waits == ["draft_order"]
    assert case.ordered().waits == ["follow_up"]


def test_the_term_runs_from_service_and_whoever_ordered_does_not_confirm_the_recheck(rectification, calendar):
    case = rectification().drafted().do("approve_order", order_opinion="agree")
    calendar.to("2026-11-25")
    case.serve()
    limit = case.limit("rectification")
    assert (limit.starts_on, limit.last_day) == (date(2026, 11, 25), date(2026, 12, 10))
    assert case.limit("rectification_service").ended == DeadlineEnd.MET
    case.reported().arranged()
    seen = {"started_at": "2026-11-25T09:00", "ended_at": "2026-11-25T09:40", "companion": case.second}
    found = {"place": "经营场所", "next_step": "办结。", "done_items": "均已整改"}
    case.do("inspect", result="pass", **seen, **found)
    with pytest.raises(NotAllowed, match="须由另一人办理"):
        case.do("confirm", by="unit_head", recheck_opinion="agree")


def test_an_oral_order_is_put_in_writing_within_a_day(rectification, calendar):
    case = rectification(hazard="urgent", ordered_orally_at=f"{calendar.today}T09:30").drafted(length="3")
    assert case.limit("rectification_order_in_writing").due_at.isoformat().startswith("2026-11-24T01:30")
    case.do("approve_order", order_opinion="agree")
    assert case.limit("rectification_order_in_writing").ended == DeadlineEnd.MET
    assert case.paper("rectification_order").facts["ordered_orally_at"]


def test_only_what_is_dangerous_is_ordered_orally(rectification, calendar):
    with pytest.raises(ValidationError, match="危及安全"):
        rectification(ordered_orally_at=f"{calendar.today}T09:30")


def test_drafting_approval_and_service_that_are_late_are_urged(rectification):
    case = rectification().wake("2026-11-27")
    assert case.limit("rectification_description").ended == DeadlineEnd.FIRED
    case.drafted().wake("2026-12-01").do("approve_order", order_opinion="agree")
    assert case.limit("rectification_approval").ended == DeadlineEnd.FIRED
    case.wake("2026-12-05").serve()
    assert case.limit("rectification_service").ended == DeadlineEnd.FIRED
    assert case.waits == ["follow_up"]


# The time


def test_a_statement_changes_nothing(rectification, calendar):
    case = rectification().ordered()
    said = {"statement": "标签是供货商贴的。", "statement_reply": "不影响责令改正。"}
    case.do("follow_up", follow_up_kind="statement", received_on=calendar.today, **said)
    assert case.waits == ["follow_up"] and case.limit("rectification").ended is None


def test_more_time_is_given_once_and_the_party_is_told_until_when(rectification):
    case = rectification().ordered().asks_for_more_time("10")
    case.do("decide_extension", extension_opinion="grant").serve()
    assert case.limit("rectification_extension").last_day == date(2026, 12, 18)
    assert case.paper("rectification_extension_notice").facts["due_on"] == "2026-12-18"
    with pytest.raises(ValidationError, match="已经延期一次"):
        case.asks_for_more_time()
    assert case.wake("2026-12-09").waits == ["follow_up"]
    assert case.wake("2026-12-19").waits == ["arrange"]


def test_more_time_than_the_first_term_is_not_asked_for(rectification):
    with pytest.raises(ValidationError, match="15日"):
        rectification().ordered().asks_for_more_time("16")


def test_what_is_dangerous_gets_no_more_time(rectification):
    with pytest.raises(ValidationError, match="危及安全"):
        rectification(hazard="urgent").ordered(length="3").asks_for_more_time("3")


def test_more_time_that_is_refused_leaves_the_first_term(rectification):
    case = rectification().ordered().asks_for_more_time()
    with pytest.raises(ValidationError, match="refusal_reason"):
        case.do("decide_extension", extension_opinion="refuse")
    case.do("decide_extension", extension_opinion="refuse", refusal_reason="设备已有现货。").serve()
    assert case.paper("rectification_extension_refusal").facts["former_due_on"] == "2026-12-08"
    assert case.waits == ["follow_up"]


def test_a_term_that_ends_while_the_request_is_looked_at_takes_effect_once_it_is_refused(rectification):
    case = rectification().ordered().asks_for_more_time().wake("2026-12-09")
    assert case.waits == ["decide_extension"]
    case.do("decide_extension", extension_opinion="refuse", refusal_reason="设备已有现货。").serve()
    assert case.waits == ["arrange"] and case.data["recheck_occasion"] == "no_report"


def test_a_request_made_in_time_may_be_granted_after_the_term(rectification):
    case = rectification().ordered().asks_for_more_time().wake("2026-12-09")
    case.do("decide_extension", extension_opinion="grant").serve()
    assert case.waits == ["follow_up"]
    assert case.limit("rectification_extension").last_day == date(2026, 12, 23)


def test_an_answer_to_a_request_that_is_late_is_urged(rectification):
    case = rectification().ordered().asks_for_more_time().wake("2026-11-27")
    assert case.limit("rectification_extension_reply").ended == DeadlineEnd.FIRED


def test_a_report_before_the_order_was_served_is_refused(rectification, calendar):
    case = rectification().ordered()
    files = [case.office.file("case_officer")]
    with pytest.raises(ValidationError, match="还没有送达"):
        case.do(
            "follow_up", follow_up_kind="report", received_on="2026-11-20", report="已改", report_files=files
        )


# The recheck


def test_what_was_put_right_closes_the_case(rectification, office):
    case = rectification().ordered().reported().rechecked().serve()
    assert (case.outcome, case.ended) == ("RECTIFIED", True)
    assert case.limit("result_sharing").last_day == date(2026, 12, 2)
    assert office.one(Case, id=case.id).closed_at


def test_no_report_in_time_leads_to_the_recheck(rectification):
    case = rectification().ordered().wake("2026-12-09")
    assert case.waits == ["arrange"] and case.limit("rectification").ended == DeadlineEnd.FIRED
    assert case.rechecked("fail", "no_report").serve().waits == ["propose_measures"]


def test_what_is_still_open_is_ordered_once_more_for_at_most_half_the_time(rectification):
    case = rectification().ordered().reported().rechecked("partial").serve()
    assert case.waits == ["draft_order"]
    with pytest.raises(LengthUnfit, match="最长7日"):
        case.drafted(length="8")
    case.ordered(length="7")
    facts = case.papers("rectification_order")[-1].facts
    assert facts["former_order"].startswith("《责令改正通知书》") and not facts["extension"]
    with pytest.raises(ValidationError, match="再次责令"):
        case.asks_for_more_time("3")
    assert case.limit("rectification_second_order").last_day == date(2026, 11, 30)
    case.reported().rechecked("partial").serve()
    assert case.waits == ["propose_measures"]


# What follows


def failed(rectification):
    return rectification().ordered().reported().rechecked("fail").serve()


def test_a_penalty_is_decided_by_a_leader(rectification):
    case = failed(rectification).measures(penalty="true")
    assert case.waits == ["approve_by_approver"]
    case.do("approve_by_approver", measures_opinion="agree")
    assert case.outcome == "NOT_RECTIFIED"


def test_what_follows_goes_to_the_desk_of_leads_with_the_decision(rectification, office):
    case = failed(rectification).measures(penalty="true", interview="true")
    case.do("approve_by_approver", measures_opinion="agree")
    assert [lead.content.partition("：")[0] for lead in office.all(Lead)] == [
        "整改不到位，立案处罚",
        "整改不到位，约谈",
    ]
    assert all(case.office.one(Case, id=case.id).number in lead.content for lead in office.all(Lead))


@pytest.mark.parametrize("on_the_spot", ["true", "false"])
def test_a_suspected_offence_is_a_lead_at_once_and_once(rectification, office, on_the_spot):
    suspected = {"offence_suspected": "true", "suspected_offence": "销售超过保质期的食品。"}
    case = rectification(on_the_spot=on_the_spot, correction="已当场补贴标签。", **suspected)
    if on_the_spot == "false":
        case.ordered().reported().rechecked("partial").serve().ordered(length="7")
    [lead] = office.all(Lead)
    assert lead.content.startswith("涉嫌违法：销售超过保质期的食品") and lead.entity_id


def test_an_interview_is_decided_by_the_head_of_the_section(rectification):
    case = failed(rectification).measures(interview="true")
    assert case.waits == ["approve_by_unit_head"]
    case.do("approve_by_unit_head", measures_opinion="return", return_reason="请考虑立案。")
    case.measures(interview="true").do("approve_by_unit_head", measures_opinion="agree")
    assert case.outcome == "NOT_RECTIFIED"


def test_what_the_article_threatens_is_kept_with_its_basis(rectification):
    case = failed(rectification).measures(interview="true")
    [weighed] = [entry for entry in case.entries if "逾期不改正的后果：罚款" in entry.summary]
    assert weighed.rule == "rectify_overdue/O1"


def test_a_ground_that_the_table_does_not_have_is_refused(rectification):
    with pytest.raises(ValidationError, match="ground"):
        rectification().drafted(ground="food_1260")


def test_what_was_answered_reads_in_the_words_of_the_law(rectification):
    drafted = rectification().drafted().entries[-1]
    assert "逾期不改正适用的条款：食品安全法第一百二十六条" in drafted.summary


# Nobody there


def test_a_party_that_is_found_after_all_is_rechecked(rectification):
    case = rectification().ordered().reported().rechecked("not_found")
    assert case.waits == ["check_address"]
    case.searched("found", found_at="鸡西市城子河区1号")
    assert case.waits == ["arrange"]
    assert case.rechecked().serve().outcome == "RECTIFIED"


def test_a_party_that_is_lost_is_told_by_public_notice(rectification):
    case = rectification().ordered().reported().rechecked("not_found").searched("lost")
    assert case.waits == ["serve"] and case.paper("recheck_opinion").facts["result"] == "not_found"
    assert case.serve().outcome == "UNREACHABLE"
