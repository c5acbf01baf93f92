"""听证 on its own, through the doors: asked for, hosted from outside, announced in time, held or waived."""

from datetime import timedelta

import pytest
from marshmallow import ValidationError

from forms.choices import DeadlineEnd, Part, RecusalGround, RecusalRequest, Role
from tests.processes.hearing_parties import Hearing, allow, staff
from tests.processes.hearing_stories import (
    STORIES,
    forfeited_by_absence,
    forfeited_by_walking_out,
    held,
    recuse,
    withdrawn_at_the_hearing,
    withdrawn_before_a_date_was_fixed,
)
from workflows import casework, clock
from workflows.casework.recusal import Ground
from workflows.documents.wording import chinese_date
from workflows.errors import HearingOfficerUnfit, NotAllowed
from workflows.law import due
from workflows.models import CasePart, CreditEntry, Recusal, Task

LATE = ("hearing_host", "hearing_file", "hearing_date", "hearing_report")


def step_out(asked, username, by):
    with asked.office.begin() as session:
        actor = casework.actor_of(session, asked.office.people[by])
        why = Ground(kind=RecusalGround.RELATION, words="近亲属", asked_by=RecusalRequest.PARTY)
        casework.recuse(session, asked.id, asked.office.people[username], why, actor)


@pytest.fixture(autouse=True)
def alone(monkeypatch, office):
    allow(monkeypatch)
    staff(office)


@pytest.fixture
def asked(office, calendar):
    return Hearing(office, calendar)


@pytest.mark.parametrize("story", STORIES, ids=[story.__name__ for story in STORIES])
def test_the_caller_gets_whether_there_was_a_hearing(asked, story):
    known = story(asked).known
    assert asked.waits == []
    assert known["hearing"] == STORIES[story]


def test_without_a_request_there_is_no_hearing(monkeypatch, office, calendar):
    allow(monkeypatch, hearing_requested=False)
    not_asked = Hearing(office, calendar)
    assert (not_asked.waits, not_asked.known["hearing"]) == ([], "waived")


@pytest.mark.parametrize("name", LATE)
def test_each_inner_limit_is_of_the_law_data_and_kept_when_all_goes_well(asked, name):
    held(asked)
    assert asked.limit(name).ended == DeadlineEnd.MET


def test_the_host_may_be_nobody_who_investigated(asked):
    asked.office.hire("both", Role.HEARING_HOST, Role.CASE_OFFICER)
    asked.name().do(
        "hand_over_file",
        by="both",
        handed_on=str(clock.today()),
        matter="案",
        proposal="罚款",
        materials="册",
    )
    asked.do("fix_hearing", fixing="recusal", recusal_ground="当事人申请回避。")
    recuse(asked, "decide_recusal", "agree")
    with pytest.raises(HearingOfficerUnfit, match="both"):
        asked.name("both")


def test_the_host_must_hold_the_post_of_a_host(asked):
    with pytest.raises(HearingOfficerUnfit, match="case_officer"):
        asked.name("case_officer")


def test_the_host_does_not_write_the_record(asked):
    with pytest.raises(ValidationError, match="记录人不得是主持人本人"):
        asked.name("hearing_host", "hearing_host")


def test_host_and_clerk_have_the_part_of_the_hearing(asked):
    asked.name()
    parts = {row.officer_id: row.part for row in asked.office.all(CasePart, case_id=asked.id)}
    people = asked.office.people
    assert parts[people["hearing_host"]] == parts[people["clerk"]] == Part.HEARING


def test_the_hearing_is_the_named_hosts_task_and_nobody_elses(asked):
    asked.name().hand_over()
    assert asked.office.one(Task, case_id=asked.id).claimed_by_id == asked.office.people["hearing_host"]
    with pytest.raises(NotAllowed):
        asked.fix(by="second_host")


def test_a_host_who_gave_the_task_back_is_still_the_only_one_to_fix_the_date(asked):
    asked.name().hand_over()
    task = asked.office.one(Task, case_id=asked.id)
    with asked.office.begin() as session:
        actor = casework.actor_of(session, asked.office.people["hearing_host"])
        casework.release(session, task.id, actor)
    with pytest.raises(NotAllowed, match="由hearing_host主持"):
        asked.fix(by="second_host")


def test_a_host_recused_in_the_case_is_replaced_by_way_of_another(asked):
    asked.name().hand_over()
    step_out(asked, "hearing_host", "approver")
    asked.do("fix_hearing", by="second_host", fixing="recusal", recusal_ground="主持人已经回避。")
    recuse(asked, "decide_recusal", "agree").name("second_host")
    assert len(asked.office.all(Recusal, case_id=asked.id)) == 1


def test_a_recused_host_is_out_of_the_case(asked):
    asked.name().hand_over().do("fix_hearing", fixing="recusal", recusal_ground="当事人申请回避。")
    recuse(asked, "decide_recusal", "agree")
    with pytest.raises(HearingOfficerUnfit):
        asked.name("hearing_host")


@pytest.mark.parametrize("by", ["approver", "chief", "second_host"])
def test_nobody_but_the_host_decides_that_the_clerk_steps_out(asked, by):
    asked.name()
    with pytest.raises(NotAllowed, match=r"记录人的回避由本案听证主持人决定.*听证"):
        step_out(asked, "clerk", by)


def test_the_host_decides_on_the_clerk_and_a_leader_on_the_host(asked):
    asked.name()
    step_out(asked, "clerk", "hearing_host")
    assert asked.office.one(Recusal).decided_as == Role.HEARING_HOST
    with pytest.raises(NotAllowed, match="审批人"):
        step_out(asked, "hearing_host", "second_host")


@pytest.mark.parametrize("named", [{}, {"clerk": "clerk"}, {"clerk": "hearing_host"}])
def test_a_clerk_who_stepped_out_keeps_no_record_nor_does_the_host(asked, named):
    asked.ready()
    step_out(asked, "clerk", "hearing_host")
    with pytest.raises(HearingOfficerUnfit):
        asked.hold(**{name: str(asked.office.people[one]) for name, one in named.items()})


def test_another_clerk_keeps_the_record(asked):
    asked.ready()
    step_out(asked, "clerk", "hearing_host")
    asked.hold(clerk=str(asked.office.people["credit_section"]))
    assert asked.papers("hearing_record")[0].facts["clerk"] == "credit_section"


def test_what_the_host_decides_about_the_interpreter_is_in_the_record(asked):
    decided = "当事人申请翻译人员钱某回避，主持人决定：驳回。"
    asked.ready().hold(interpreter_recusal=decided)
    assert asked.papers("hearing_record")[0].facts["interpreter_recusal"] == decided


@pytest.mark.parametrize(
    ("story", "words", "records"),
    [
        (forfeited_by_absence, "无正当理由拒不出席听证，视为放弃", 1),
        (forfeited_by_walking_out, "未经许可中途退出听证，视为放弃", 1),
        (withdrawn_at_the_hearing, "撤回听证要求，放弃", 1),
        (withdrawn_before_a_date_was_fixed, "撤回听证要求，放弃", 0),
    ],
)
def test_each_waiver_is_on_record_with_how_and_by_which_rule(asked, story, words, records):
    story(asked)
    [entry] = asked.office.all(CreditEntry, case_id=asked.id, event="hearing_settled")
    assert words in entry.summary and "第六十四条" in entry.basis
    assert len(asked.papers("hearing_record")) == records


def test_a_date_within_the_notice_term_is_refused_with_the_rule(asked):
    asked.name().hand_over()
    last = due("hearing_notice", clock.today()).last_day
    with pytest.raises(
        ValidationError, match=f"最早可以定在{chinese_date(asked.earliest)}.*行政处罚法.*第六十四条"
    ):
        asked.fix(last)
    assert asked.fix(last + timedelta(days=1)).waits == ["serve"]


def test_what_was_the_earliest_date_is_too_early_a_day_later(asked, calendar):
    asked.name().hand_over()
    stale = asked.earliest
    calendar.to("2026-11-24")
    with pytest.raises(ValidationError, match=f"最早可以定在{chinese_date(asked.earliest)}"):
        asked.fix(stale)


def test_a_notice_served_too_late_needs_another_date(asked, calendar):
    asked.name().hand_over().fix()
    calendar.to("2026-11-24")
    assert asked.serve().waits == ["fix_hearing"]


def test_a_closed_hearing_says_why(asked):
    asked.name().hand_over()
    with pytest.raises(ValidationError, match="closed_because"):
        asked.fix(openness="closed")
    asked.fix(openness="closed", closed_because="涉及商业秘密。")
    assert asked.papers("hearing_notice")[0].facts["closed_because"] == "涉及商业秘密。"


def test_a_hearing_is_put_off_once(asked):
    asked.ready().do("hold_hearing", hearing_course="postponed", postponed_because="当事人突发疾病住院。")
    asked.fix().serve().on_the_day()
    with pytest.raises(ValidationError, match="已经延期一次"):
        asked.do("hold_hearing", hearing_course="postponed", postponed_because="当事人出差。")
    assert [notice.facts["put_off"] != "" for notice in asked.papers("hearing_notice")] in (
        [False, True],
        [True, False],
    )


def test_the_record_is_of_the_day_that_the_notice_named(asked):
    asked.ready()
    with pytest.raises(ValidationError, match="听证通知书定在"):
        asked.hold(started_at="2026-11-24T09:00", ended_at="2026-11-24T10:00")


def test_a_record_of_a_day_to_come_is_refused(asked):
    asked.name().hand_over().fix().serve()
    with pytest.raises(ValidationError, match="还没有到"):
        asked.hold()


def test_a_refusal_to_sign_is_noted(asked):
    asked.ready()
    with pytest.raises(ValidationError, match="circumstances"):
        asked.hold(signing="refused")
    asked.hold(signing="refused", circumstances="当事人认为记录不全，拒绝签名。")
    assert asked.papers("hearing_record")[0].facts["signing"] == "refused"


def test_rights_are_told_before_anything_is_said(asked):
    asked.ready()
    with pytest.raises(ValidationError, match="告知权利"):
        asked.hold(rights_told="false")


def test_one_or_two_agents_speak_for_the_party(asked):
    asked.ready().hold(second_agent="赵昇（律师）")
    assert asked.papers("hearing_record")[0].facts["agents"] == [
        {"name": "李堃（律师）"},
        {"name": "赵昇（律师）"},
    ]


def test_who_is_absent_or_walks_out_gets_a_record_and_no_report(asked):
    forfeited_by_walking_out(asked)
    assert [record.facts["hearing_course"] for record in asked.papers("hearing_record")] == ["walked_out"]
    assert asked.papers("hearing_report") == []


def test_the_days_of_the_hearing_are_told_to_the_caller(asked):
    began = clock.today()
    known = held(asked).known
    assert (known["hearing_began_on"], known["hearing_ended_on"]) == (str(began), known["hearing_on"])
