"""告知与陈述申辩 on its own, through the doors: told before anything, heard, re-examined, never the worse for it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from marshmallow import ValidationError
from sqlalchemy import select

from forms.choices import DeadlineEnd
from tests.processes.hearing_parties import STAND_IN, Told, allow, staff
from workflows import casework, clock
from workflows.casework import reading
from workflows.errors import DeadlinePassed, NoticeNotServed, TaskNotOpen
from workflows.models import Case, CreditEntry, Service, Task
from workflows.processes.notice_and_defence.steps import settle_defence
from workflows.register.commit import Commit
from workflows.steps import StepContext


@pytest.fixture(autouse=True)
def alone(monkeypatch, office):
    allow(monkeypatch)
    staff(office)


@pytest.fixture
def told(office, calendar):
    return Told(office, calendar)


def heard_and_nothing_changed(told: Told) -> Told:
    return told.tell().hear().wish("waived").reexamine()


def heard_twice_and_the_proposal_lightened(told: Told) -> Told:
    return told.tell().hear("more").wish().hear().reexamine("adopted", 30_000)


def heard_and_new_facts_found(told: Told) -> Told:
    return told.tell().hear().wish("waived").reexamine("new_facts")


def waived_by_a_signature(told: Told) -> Told:
    return (
        told.tell().hear("waived", manner="written", defence_files=[told.office.file("case_officer")]).wish()
    )


def silent_until_the_deadline(told: Told) -> Told:
    return told.tell().let_run_out("statement_and_defence")


def heard_once_and_silent_after(told: Told) -> Told:
    return told.tell().hear("more").let_run_out("statement_and_defence").reexamine()


def told_after_the_notice_was_mended(told: Told) -> Told:
    told.do("approve_notice", notice_opinion="return", reason="事实写得不清。")
    told.do("mend_notice", mended="补充了检验报告。", notice_facts="检验报告编号2026-18。")
    return told.tell().hear("waived").wish("waived")


STORIES: dict[Callable[[Told], Told], tuple[str, bool]] = {
    heard_and_nothing_changed: ("unchanged", False),
    heard_twice_and_the_proposal_lightened: ("adopted", True),
    heard_and_new_facts_found: ("new_facts", False),
    waived_by_a_signature: ("waived", True),
    silent_until_the_deadline: ("waived", False),
    heard_once_and_silent_after: ("unchanged", False),
    told_after_the_notice_was_mended: ("waived", False),
}


@pytest.mark.parametrize("story", STORIES, ids=[story.__name__ for story in STORIES])
def test_the_caller_gets_what_came_of_it(told, story):
    known = story(told).known
    assert told.waits == []
    assert (known["defence"], known["hearing_requested"]) == STORIES[story]


def test_where_no_hearing_is_in_scope_nobody_is_asked_for_one(monkeypatch, office, calendar):
    allow(monkeypatch, hearing_in_scope=False)
    assert Told(office, calendar).tell().waits == ["record_defence"]


def test_the_leader_sees_the_callers_notice_before_approving_it(told):
    with told.office.begin() as session:
        task_id = session.scalars(select(Task.id).where(Task.case_id == told.id)).one()
        actor = casework.actor_of(session, told.office.people["approver"])
        [preview] = reading.previews(session, task_id, actor)
    assert preview.kind == STAND_IN
    assert told.papers(STAND_IN) == []


def test_the_terms_run_from_the_day_of_service(told, calendar):
    told.do("approve_notice", notice_opinion="agree")
    calendar.to("2026-11-25")
    told.serve()
    assert {told.limit(name).starts_on for name in ("statement_and_defence", "hearing_request")} == {
        clock.today()
    }


def test_a_notice_that_did_not_reach_the_party_starts_nothing(told):
    told.do("approve_notice", notice_opinion="agree").serve(served="false", failure="家中无人")
    assert told.waits == ["serve"]
    assert told.office.all(Service, served_on=None) != []


def test_the_sub_process_cannot_end_when_the_notice_was_never_served(told):
    told.do("approve_notice", notice_opinion="agree")
    [notice] = told.papers(STAND_IN)
    with told.office.begin() as session:
        case = session.get_one(Case, told.id)
        ctx = StepContext(session=session, case=case, commit=Commit())
        with pytest.raises(NoticeNotServed, match="第六十二条"):
            settle_defence(ctx, defence="waived", document_id=str(notice.id))


def test_a_heavier_proposal_after_speaking_up_is_refused_with_the_rule(told):
    told.tell().hear().wish("waived")
    with pytest.raises(
        ValidationError, match=r"不得因当事人陈述、申辩而加重.*行政处罚法.*第四十五条.*第五十八条"
    ):
        told.reexamine("adopted", 50_001)
    assert told.waits == ["reexamine"]


def test_a_proposal_that_stands_keeps_its_weight(told):
    told.tell().hear().wish("waived")
    with pytest.raises(ValidationError, match="应当与告知时（50000）相同"):
        told.reexamine("unchanged", 40_000)


def test_a_lighter_proposal_is_what_the_caller_goes_on_with(told):
    assert heard_twice_and_the_proposal_lightened(told).known["proposed_weight"] == 30_000


def test_every_hearing_of_the_party_has_its_record_and_its_re_examination_a_paper(told):
    heard_twice_and_the_proposal_lightened(told)
    records = told.papers("defence_record")
    assert {record.facts["said"] for record in records} == {"more", "done"}
    assert all(len(record.facts["officers"]) == 2 for record in records)
    [opinion] = told.papers("reexamination_opinion")
    assert [row["adopted"] for row in opinion.facts["points"]] == ["采纳", "不采纳", "采纳"]
    assert told.papers(STAND_IN)[0].number in opinion.facts["notice"]


def test_new_facts_are_written_down_before_the_party_is_told_of_them(told):
    told.tell().hear().wish("waived")
    with pytest.raises(ValidationError, match="new_facts_found"):
        told.reexamine("new_facts", new_facts_found="")
    assert (
        told.reexamine("new_facts").papers("reexamination_opinion")[0].facts["new_facts"] == "另有一处仓库。"
    )


def test_an_oral_statement_is_heard_by_two(told):
    told.tell()
    with pytest.raises(ValidationError, match="second_officer"):
        told.hear(second_officer="")


def test_a_written_statement_comes_with_its_writing(told):
    told.tell()
    with pytest.raises(ValidationError, match="上传当事人提交的材料"):
        told.hear(manner="written")


def test_what_is_said_after_the_deadline_comes_too_late(told, calendar):
    told.tell()
    calendar.to(told.limit("statement_and_defence").last_day + timedelta(days=1))
    with pytest.raises((DeadlinePassed, TaskNotOpen)):
        told.hear()


def test_a_request_on_the_last_day_is_in_time_and_ends_the_term(told, calendar):
    told.tell()
    calendar.to(told.limit("hearing_request").last_day, "23:50")
    told.wish()
    assert told.limit("hearing_request").ended == DeadlineEnd.MET
    told.hear("waived")
    assert told.known["hearing_requested"] is True


def test_silence_is_told_as_a_waiver_with_its_rule(told):
    silent_until_the_deadline(told)
    said = {entry.summary: entry.basis for entry in told.office.all(CreditEntry, case_id=told.id)}
    [basis] = [basis for words, basis in said.items() if "逾期没有陈述、申辩，视为放弃" in words]
    assert "第五十七条" in basis
