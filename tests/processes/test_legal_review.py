"""审核: the law says which review it is, seven points are checked, ten working days are kept (程序规定 49 to 55)."""

from datetime import date

import pytest
from marshmallow import ValidationError

from forms.choices import DeadlineEnd, Role
from forms.legal_review import CHECK_POINTS, ReviewOpinion
from tests.processes.called import Called
from tests.processes.deciding import parameter_set
from workflows.errors import NotAllowed, PartsCollide, ReviewerUnqualified
from workflows.processes.legal_review import steps

ASKED = ("major_public_interest", "major_rights", "complex_relations", "required_otherwise")
HANDED_OVER = {
    **dict.fromkeys(ASKED, "false"),
    "cause": "销售标签不符合规定的食品案",
    "facts_found": "货架上待售的12袋大米没有标明生产日期。",
    "proposal": "没收大米12袋，罚款5000元。",
    "investigation_ended_on": "2026-11-20",
    "materials": "案件调查终结报告\n现场笔录1份",
}
SOUND = {
    "review_course": "done",
    **dict.fromkeys(CHECK_POINTS, "sound"),
    **{f"{point}_finding": "经审核，没有问题。" for point in CHECK_POINTS},
}
AGREED = {**SOUND, "review_opinion": "agree"}
OBJECTED = {**SOUND, "facts": "unsound", "review_opinion": "supplement", "reason": "补充核实进货数量。"}
EXTEND = {"review_course": "extend", "extension_reason": "案卷多，须向外地核实。"}
GRANT = {"review_extension_opinion": "agree", "workdays": "5"}


@pytest.fixture
def review(office, calendar, monkeypatch):
    office.hire("qualified", Role.LEGAL_REVIEWER, legal_qualification="A20192303000001")

    def opened(**facts):
        return Called(office, calendar, monkeypatch, "legal_review", **{"review_kind": "case", **facts})

    return opened


def handed_over(case, **answers):
    return case.do("hand_over", **{**HANDED_OVER, **answers})


# Which review it is


def test_an_ordinary_case_is_reviewed_by_the_case_reviewer(review):
    assert handed_over(review()).waits == ["case_check"]


@pytest.mark.parametrize("fact", ["major_public_interest", "complex_relations"])
def test_a_major_case_needs_legal_review_whatever_the_caller_asked(review, fact):
    case = handed_over(review(), **{fact: "true"})
    assert case.waits == ["legal_check"] and case.data["major_case"]
    assert "程序规定》" in case.entries[-1].basis and case.entries[-1].rule.startswith("legal_review/")


def test_a_case_that_a_law_singles_out_needs_legal_review_and_the_law_is_named(review):
    case = review()
    with pytest.raises(ValidationError, match="required_by"):
        handed_over(case, required_otherwise="true")
    handed_over(case, required_otherwise="true", required_by="食品安全法实施条例")
    assert case.waits == ["legal_check"]


@pytest.mark.parametrize("major_rights", ["true", "false"])
@pytest.mark.parametrize("hearing", ["held", "waived"])
def test_major_rights_need_legal_review_once_a_hearing_was_held(review, hearing, major_rights):
    case = handed_over(review(hearing=hearing), major_rights=major_rights)
    legal = (hearing, major_rights) == ("held", "true")
    assert case.waits == (["legal_check"] if legal else ["case_check"])


def test_the_bureau_may_have_widened_the_scope_which_does_not_make_a_case_major(review):
    case = handed_over(review(act="listing"))
    assert case.waits == ["legal_check"] and case.data["major_case"] is False


def test_a_caller_may_ask_for_legal_review_where_the_law_does_not(review):
    assert handed_over(review(review_kind="legal")).waits == ["legal_check"]


# Who reviews


def test_who_handled_the_case_does_not_review_it(review, office):
    office.hire("both", Role.CASE_OFFICER, Role.REVIEWER)
    case = handed_over(review(), by="both")
    with pytest.raises(PartsCollide):
        case.do("case_check", by="both", **AGREED)


def test_a_case_reviewer_does_not_review_for_the_law(review):
    case = handed_over(review(review_kind="legal"))
    with pytest.raises(NotAllowed):
        case.do("legal_check", by="reviewer", **AGREED)


def test_a_first_time_legal_reviewer_needs_the_national_qualification(review):
    case = handed_over(review(review_kind="legal"))
    with pytest.raises(ReviewerUnqualified):
        case.do("legal_check", by="legal_reviewer", **AGREED)
    assert case.waits == ["legal_check"] and case.papers("review_form") == []


@pytest.mark.parametrize(("since", "fit"), [(date(2017, 12, 31), True), (date(2018, 1, 1), False)])
def test_who_reviewed_before_it_was_demanded_needs_none(review, office, since, fit):
    office.hire("old_hand", Role.LEGAL_REVIEWER, legal_reviewer_since=since)
    case = handed_over(review(review_kind="legal"))
    if fit:
        assert case.do("legal_check", by="old_hand", **AGREED).ended
    else:
        with pytest.raises(ReviewerUnqualified):
            case.do("legal_check", by="old_hand", **AGREED)


def test_a_case_review_needs_no_legal_qualification(review):
    assert handed_over(review()).do("case_check", **AGREED).data["legal_opinion"] == "agree"


# What is checked


@pytest.mark.parametrize("point", CHECK_POINTS)
def test_every_point_needs_its_result_and_its_finding(review, point):
    case = handed_over(review())
    for left_out in (point, f"{point}_finding"):
        with pytest.raises(ValidationError, match=left_out):
            case.do("case_check", **{**AGREED, left_out: ""})


@pytest.mark.parametrize("point", CHECK_POINTS)
def test_nobody_agrees_with_an_unsound_point(review, point):
    with pytest.raises(ValidationError, match=CHECK_POINTS[point]):
        handed_over(review()).do("case_check", **{**AGREED, point: "unsound"})


@pytest.mark.parametrize("opinion", [one for one in ReviewOpinion if one != ReviewOpinion.AGREE])
def test_any_other_opinion_sends_the_case_back_with_its_reason(review, opinion):
    case = handed_over(review())
    objection = {**SOUND, "review_opinion": opinion.value}
    with pytest.raises(ValidationError, match="reason"):
        case.do("case_check", **objection)
    case.do("case_check", **objection, reason="处理建议的依据不足。")
    assert case.ended and case.data["legal_opinion"] == "return"
    assert case.paper("review_form").facts["opinion"] == opinion.value


def test_the_form_says_what_was_handed_over_checked_and_found(review):
    case = handed_over(review(), major_public_interest="true").do("legal_check", **OBJECTED)
    facts = case.paper("review_form").facts
    assert facts["kind"] == "legal" and [one["name"] for one in facts["handlers"]] == ["case_officer"]
    assert [check["point"] for check in facts["checks"]] == list(CHECK_POINTS.values())
    assert [check["result"] for check in facts["checks"]].count("有问题") == 1
    assert facts["reviewer"] == "qualified"


# The time


def test_the_review_has_ten_working_days_from_receipt(review):
    limit = handed_over(review()).limit("case_review")
    assert (str(limit.starts_on), str(limit.last_day)) == ("2026-11-23", "2026-12-07")


def test_a_review_in_time_meets_its_limit(review):
    case = handed_over(review()).do("case_check", **AGREED)
    assert case.limit("case_review").ended == DeadlineEnd.MET


def test_a_late_review_is_urged_and_stays_open(review):
    case = handed_over(review()).wake("2026-12-08")
    assert case.waits == ["case_check"] and "督办" in case.entries[-1].summary


def test_a_leader_grants_more_time_from_the_end_of_the_first(review):
    case = handed_over(review()).do("case_check", **EXTEND).do("approve_extension", **GRANT)
    limit = case.limit("case_review_extension")
    assert (str(limit.starts_on), str(limit.last_day)) == ("2026-12-07", "2026-12-14")
    assert case.limit("case_review").ended == DeadlineEnd.CANCELLED and case.waits == ["case_check"]


def test_no_more_time_is_granted_than_the_bureau_allows(review, monkeypatch):
    case = handed_over(review()).do("case_check", **EXTEND)
    with pytest.raises(ValidationError, match="最多可以延长60个工作日"):
        case.do("approve_extension", **{**GRANT, "workdays": "61"})
    with parameter_set(monkeypatch, "review.extensionWorkdays", 4, steps), pytest.raises(ValidationError):
        case.do("approve_extension", **GRANT)
    assert case.do("approve_extension", **{**GRANT, "workdays": "60"}).waits == ["case_check"]


def test_time_that_is_not_granted_does_not_run_longer(review):
    case = handed_over(review()).do("case_check", **EXTEND)
    case.do("approve_extension", review_extension_opinion="return", reason="可以按期审核。")
    assert case.waits == ["case_check"] and case.limit("case_review").ended is None


def test_the_time_is_extended_once(review):
    case = handed_over(review()).do("case_check", **EXTEND).do("approve_extension", **GRANT)
    with pytest.raises(ValidationError, match="已经延长一次"):
        case.do("case_check", **EXTEND)


def test_time_that_runs_out_while_more_is_asked_for_is_urged_once_the_review_goes_on(review):
    case = handed_over(review()).do("case_check", **EXTEND).wake("2026-12-08")
    assert case.waits == ["approve_extension"] and case.limit("case_review").is_kept
    case.do("approve_extension", review_extension_opinion="return", reason="可以按期审核。")
    flow = {flow for flow in case.flows if "overdue" in flow}
    assert flow and case.waits == ["case_check"] and not case.limit("case_review").is_kept
    case.wake("2027-01-04")
    assert [entry.event for entry in case.entries].count("case_review") == 2, "urged again"


def test_time_that_ran_out_is_forgotten_when_more_is_granted(review):
    case = handed_over(review()).do("case_check", **EXTEND).wake("2026-12-08")
    case.do("approve_extension", **GRANT)
    assert [entry.event for entry in case.entries].count("case_review") == 1
    assert case.limit("case_review_extension").ended is None and case.waits == ["case_check"]


# Every way


def test_a_late_review_and_an_extended_one_come_to_their_end(review):
    plain = handed_over(review()).wake("2026-12-08").do("case_check", **AGREED)
    legal = handed_over(review(review_kind="legal")).do("legal_check", **EXTEND)
    legal.do("approve_extension", review_extension_opinion="return", reason="可以按期审核。")
    legal.do("legal_check", **EXTEND).do("approve_extension", **GRANT)
    legal.wake("2027-01-05").do("legal_check", **OBJECTED)
    assert plain.ended and legal.ended
