"""决定: who decides is the law's to say; a panel decides on its minutes; a superior may have to agree."""

from contextlib import contextmanager
from typing import Any

import pytest
from marshmallow import ValidationError

from forms.choices import DeadlineEnd, RecusalGround, RecusalRequest, Role
from tests.processes.called import Called, untaken
from workflows import casework, law
from workflows.casework.recusal import Ground
from workflows.errors import (
    FactsUnfit,
    MemberUnfit,
    MinutesMissing,
    NotAllowed,
    NotDecidedHere,
    OpinionsMissing,
    PartsCollide,
    TooFewMembers,
)
from workflows.models import Case
from workflows.processes.decision import steps
from workflows.register.commit import Commit
from workflows.steps import StepContext

PROPOSED = {
    "cause": "销售标签不符合规定的食品案",
    "major": "false",
    "severe_kinds": "false",
    "facts_found": "货架上待售的12袋大米没有标明生产日期。",
    "proposal": "没收大米12袋，罚款5000元。",
    "legal_basis": "《中华人民共和国食品安全法》",
}
AGREE = {"decision_opinion": "agree"}
RETURN = {"decision_opinion": "return", "reason": "事实没有查清。"}
CONSENT = {"superior": "黑龙江省市场监督管理局", "request_number": "鸡市监请〔2026〕8号"}
KINSHIP = Ground(kind=RecusalGround.RELATION, words="与当事人有近亲属关系", asked_by=RecusalRequest.OFFICER)
LEADERS = ("王喆", "张立新", "刘敏")
TASK = {
    "unit_head": "approve_by_unit_head",
    "approver": "approve_by_leader",
    "chief": "approve_by_chief",
    "panel": "discuss",
}


@pytest.fixture
def decision(office, calendar, monkeypatch):
    for name in LEADERS:
        office.hire(name, Role.APPROVER)

    def opened(act: str, **facts: Any) -> Called:
        given = {"act": act, **facts}
        return Called(office, calendar, monkeypatch, "decision", **given)

    return opened


def proposed(case: Called, **answers: Any) -> Called:
    return case.do("propose", **{**PROPOSED, **answers})


def minutes(case: Called, *names: str, **answers: Any) -> dict[str, Any]:
    present = names or LEADERS
    return {
        "started_at": "2026-11-23T08:30",
        "ended_at": "2026-11-23T09:30",
        "place": "三楼会议室",
        "chair": str(case.office.people[present[0]]),
        "attendees": [str(case.office.people[name]) for name in present],
        "report": "承办人介绍案情和处理建议。",
        "opinions": "\n".join(f"{name}：同意" for name in present),
        "decision_opinion": "agree",
        "conclusion": "同意处理建议。",
        **answers,
    }


def reply(case: Called, opinion: str) -> dict[str, Any]:
    told = {"reply_number": "黑市监复〔2026〕3号", "replied_on": case.calendar.today}
    reason = {"reason": "证据不足。"} if opinion == "return" else {}
    files = [case.office.file("case_officer")]
    return {**CONSENT, **told, **reason, "superior_opinion": opinion, "reply_files": files}


@contextmanager
def parameter_set(monkeypatch: pytest.MonkeyPatch, key: str, value: Any):
    """Let the decision's steps see another answer to one question."""

    def answered(asked: str, kind: type = object) -> Any:
        return value if asked == key else law.parameter(asked, kind)

    with monkeypatch.context() as patch:
        patch.setattr(steps, "parameter", answered)
        yield


# Who decides


@pytest.mark.parametrize(
    ("act", "role"),
    [
        ("order_correction", "unit_head"),
        ("penalty", "approver"),
        ("bank_stop", "chief"),
        ("extend_beyond", "panel"),
    ],
)
def test_the_act_goes_to_whoever_the_law_names(decision, act, role):
    case = proposed(decision(act))
    assert case.waits == [TASK[role]] and case.data["approver_role"] == role
    assert case.entries[-1].rule.startswith("approver/") and case.entries[-1].basis


@pytest.mark.parametrize("answer", [{"major": "true"}, {"severe_kinds": "true"}])
def test_a_major_case_or_a_severe_penalty_goes_to_the_panel(decision, answer):
    assert proposed(decision("penalty"), **answer).waits == ["discuss"]


def test_what_the_review_found_to_be_major_is_not_asked_away(decision):
    assert proposed(decision("penalty", major_case=True), major="false").waits == ["discuss"]


def test_a_high_food_fine_follows_its_own_row(decision):
    case = proposed(decision("penalty"), food_fine="300000")
    assert case.waits == ["approve_by_leader"] and case.entries[-1].rule == "approver/A8"


def test_an_act_that_the_law_does_not_know_goes_to_nobody(decision):
    with pytest.raises(FactsUnfit):
        proposed(decision("pardon"))


@pytest.mark.parametrize("act", ["publication", "ban_received"])
def test_what_needs_no_decision_of_a_leader_is_not_decided_here(decision, act):
    with pytest.raises(NotDecidedHere):
        proposed(decision(act))


def test_only_the_approver_approves_and_nobody_approves_what_he_handled(decision, office):
    office.hire("both", Role.CASE_OFFICER, Role.APPROVER)
    case = proposed(decision("penalty"), by="both")
    with pytest.raises(NotAllowed):
        case.do("approve_by_leader", by="unit_head", **AGREE)
    with pytest.raises(PartsCollide):
        case.do("approve_by_leader", by="both", **AGREE)


# Approval


@pytest.mark.parametrize("act", ["order_correction", "penalty", "bank_stop"])
def test_an_approved_case_is_decided_on_its_form(decision, act):
    case = proposed(decision(act))
    role = case.data["approver_role"]
    case.do(TASK[role], **AGREE)
    facts = case.paper("decision_approval").facts
    assert case.ended and case.data["decided"] is True and case.data["approver_role"] == role
    assert (facts["opinion"], facts["approver_role"]) == ("agree", role)
    assert [one["name"] for one in facts["handlers"]] == ["case_officer"]


def test_a_case_is_returned_with_the_reason_on_its_form(decision):
    case = proposed(decision("penalty"))
    with pytest.raises(ValidationError, match="reason"):
        case.do("approve_by_leader", decision_opinion="return")
    case.do("approve_by_leader", **RETURN)
    assert case.ended and case.data["decided"] is False
    assert case.paper("decision_approval").facts["reason"] == RETURN["reason"]


@pytest.mark.parametrize("task", ["approve_by_unit_head", "approve_by_leader", "approve_by_chief", "discuss"])
def test_the_decision_is_read_before_it_is_approved(task):
    known = {"decision_kind": "penalty_decision"}
    assert steps.previews(task, known) == ["penalty_decision"]
    assert steps.previews(task, {}) == [] == steps.previews("propose", known)


# Discussion


def test_a_panel_decides_on_its_minutes(decision):
    case = proposed(decision("extend_beyond"))
    case.do("discuss", **minutes(case))
    facts = case.paper("discussion_minutes").facts
    assert case.ended and case.data["decided"] is True
    assert [one["name"] for one in facts["attendees"]] == list(LEADERS) and facts["chair"] == "王喆"
    assert facts["opinions"][1] == {"name": "张立新", "opinion": "同意"} and facts["recorder"] == "panel"
    assert case.papers("decision_approval") == []


def test_a_panel_may_send_the_case_back(decision):
    case = proposed(decision("extend_beyond"))
    case.do("discuss", **minutes(case, decision_opinion="return"))
    assert case.data["decided"] is False and case.paper("discussion_minutes").facts["outcome"] == "return"


def test_fewer_leaders_than_demanded_are_no_panel(decision):
    case = proposed(decision("extend_beyond"))
    with pytest.raises(TooFewMembers, match="至少3人，现有2人"):
        case.do("discuss", **minutes(case, *LEADERS[:2]))
    assert case.waits == ["discuss"] and case.papers("discussion_minutes") == []


def test_how_many_make_a_panel_is_a_parameter(decision, monkeypatch):
    case = proposed(decision("extend_beyond"))
    with parameter_set(monkeypatch, "decision.panelMembers", 2):
        assert case.do("discuss", **minutes(case, *LEADERS[:2])).ended


def test_the_opinion_of_each_member_is_on_record(decision):
    case = proposed(decision("extend_beyond"))
    with pytest.raises(OpinionsMissing, match="刘敏"):
        case.do("discuss", **minutes(case, opinions="王喆：同意\n张立新：同意"))
    with pytest.raises(ValidationError, match="姓名：意见"):
        case.do("discuss", **minutes(case, opinions="王喆：同意\n张立新：同意\n刘敏"))


def test_a_handler_is_no_member_of_the_panel(decision, office):
    office.hire("李建国", Role.CASE_OFFICER, Role.APPROVER)
    case = proposed(decision("extend_beyond"), by="李建国")
    with pytest.raises(MemberUnfit, match="李建国"):
        case.do("discuss", **minutes(case, *LEADERS, "李建国"))


def test_only_leaders_are_members_of_the_panel(decision):
    case = proposed(decision("extend_beyond"))
    with pytest.raises(MemberUnfit, match="reviewer"):
        case.do("discuss", **minutes(case, *LEADERS, "reviewer"))


def test_a_recused_leader_is_no_member_of_the_panel(decision, office):
    case = proposed(decision("extend_beyond"))
    with office.begin() as session:
        chief = casework.actor_of(session, office.people["chief"])
        casework.recuse(session, case.id, office.people["刘敏"], KINSHIP, chief)
    with pytest.raises(MemberUnfit, match="刘敏"):
        case.do("discuss", **minutes(case))


def test_who_discussed_the_case_does_not_handle_it_afterwards(decision, office):
    office.hire("孙堃", Role.CASE_OFFICER, Role.PANEL)
    case = proposed(decision("listing"))
    case.do("discuss", **minutes(case, *LEADERS, "孙堃"))
    with pytest.raises(PartsCollide):
        case.do("ask_superior", by="孙堃", **reply(case, "agree"))


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({"ended_at": "2026-11-23T08:30"}, "ended_at"),
        ({"ended_at": "2026-11-24T09:30"}, "ended_at"),
        ({"place": ""}, "place"),
        ({"conclusion": ""}, "conclusion"),
        ({"attendees": []}, "attendees"),
    ],
)
def test_incomplete_minutes_are_refused(decision, answers, fault):
    case = proposed(decision("extend_beyond"))
    with pytest.raises(ValidationError, match=fault):
        case.do("discuss", **minutes(case, **answers))


def test_the_chair_attends_and_nobody_counts_twice(decision, office):
    case = proposed(decision("extend_beyond"))
    with pytest.raises(ValidationError, match="chair"):
        case.do("discuss", **minutes(case, chair=str(office.people["approver"])))
    twice = minutes(case)["attendees"] * 2
    with pytest.raises(ValidationError, match="attendees"):
        case.do("discuss", **minutes(case, attendees=twice))


def test_without_minutes_of_this_round_a_panel_has_not_decided(decision, office):
    case = proposed(decision("extend_beyond"))
    with office.begin() as session:
        ctx = StepContext(session=session, case=session.get_one(Case, case.id), commit=Commit())
        with pytest.raises(MinutesMissing):
            steps.make_decision(ctx, approver_role="panel", minutes_needed=True)


# The superior authority


def test_a_listing_waits_for_the_consent_of_the_province(decision):
    case = proposed(decision("listing"))
    case.do("discuss", **minutes(case))
    assert case.waits == ["ask_superior"] and "decided" not in case.data
    case.do("ask_superior", **reply(case, "agree"))
    assert case.data["decided"] is True and case.limit("listing_consent").ended == DeadlineEnd.MET


def test_without_the_consent_of_the_province_there_is_no_listing(decision):
    case = proposed(decision("listing"))
    case.do("discuss", **minutes(case)).do("ask_superior", **reply(case, "return"))
    assert case.ended and case.data["decided"] is False


def test_the_consent_can_be_switched_off(decision, monkeypatch):
    with parameter_set(monkeypatch, "list.superiorConsent", value=False):
        case = proposed(decision("listing"))
        assert case.do("discuss", **minutes(case)).data["decided"] is True


def test_a_late_answer_of_the_province_is_urged(decision):
    case = proposed(decision("listing"))
    case.do("discuss", **minutes(case)).wake("2026-12-08")
    assert case.waits == ["ask_superior"] and "督办" in case.entries[-1].summary


# Every way


def test_these_walks_take_every_flow(decision):
    acts = ("order_correction", "penalty", "bank_stop", "penalty")
    cases = [proposed(decision(act)) for act in acts]
    for case, answer in zip(cases, (AGREE, AGREE, AGREE, RETURN), strict=True):
        case.do(TASK[case.data["approver_role"]], **answer)
    for opinion in ("agree", "return"):
        listed = proposed(decision("listing"))
        listed.do("discuss", **minutes(listed)).wake("2026-12-08")
        cases.append(listed.do("ask_superior", **reply(listed, opinion)))
    assert all(case.ended for case in cases)
    assert untaken("decision", cases) == set()
