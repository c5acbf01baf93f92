"""集体讨论: a panel of leaders decides, on minutes that give each member's opinion (行政处罚法 57)."""

import pytest
from marshmallow import ValidationError

from forms.choices import RecusalGround, RecusalRequest, Role
from tests.processes.called import Called
from tests.processes.deciding import LEADERS, minutes, parameter_set, proposed, reply
from workflows import casework
from workflows.casework.recusal import Ground
from workflows.errors import MemberUnfit, MinutesMissing, OpinionsMissing, PartsCollide, TooFewMembers
from workflows.models import Case
from workflows.processes.decision import steps
from workflows.register.commit import Commit
from workflows.steps import StepContext

KINSHIP = Ground(kind=RecusalGround.RELATION, words="与当事人有近亲属关系", asked_by=RecusalRequest.OFFICER)


@pytest.fixture
def decision(office, calendar, monkeypatch):
    for name in LEADERS:
        office.hire(name, Role.APPROVER)

    def opened(act, **facts):
        given = {"act": act, **facts}
        return Called(office, calendar, monkeypatch, "decision", **given)

    return opened


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
