"""A case is suspended and resumed as a whole: nobody works in it meanwhile, its terms stop and end later."""

from uuid import uuid4

import pytest

from forms.choices import DeadlineEnd, Role
from tests.acts import ask, decide, resume, suspend
from tests.casework.health import ailments
from tests.processes.repair import Repair
from workflows import audit, casework
from workflows.casework.reading import inbox
from workflows.errors import ActRefused, CaseSuspended, NotAllowed, PartsCollide
from workflows.models import Case, CaseStep, CreditEntry, Deadline, Document


@pytest.fixture
def case(office, calendar):
    return Repair(office, calendar).accept()


def test_the_papers_say_what_was_decided_and_both_are_steps_with_an_entry(case, calendar):
    suspend(case.office, case.id)
    calendar.to("2026-11-30")
    resume(case.office, case.id)
    assert [step.name for step in case.office.all(CaseStep, case_id=case.id)][-2:] == ["suspend", "resume"]
    assert {"act_approval", "suspension_notice", "resumption_notice"} <= {
        paper.kind for paper in case.office.all(Document, case_id=case.id)
    }
    entries = [one for one in case.office.all(CreditEntry) if one.event in {"suspend", "resume"}]
    assert [one.visibility for one in entries] == ["party", "party"]
    assert "恢复办理" in entries[-1].summary and entries[-1].rule == "resume.general_cause_gone"
    assert ailments(case.office) == []
    case.office.print_papers(case.id)
    with case.office.begin() as session:
        assert list(audit.verify(session)) == []


def test_a_term_in_working_days_ends_later_by_the_working_days_of_standing_still(case, calendar):
    before = case.office.one(Deadline, clock="repair_decision")
    suspend(case.office, case.id)
    calendar.to("2026-11-30")
    resume(case.office, case.id)
    stopped, running = case.office.all(Deadline, clock="repair_decision")
    assert stopped.ended == DeadlineEnd.CANCELLED and stopped.end_reason.startswith("案件中止：")
    assert (running.starts_on, running.replaces_id) == (before.starts_on, before.id)
    assert running.suspended == [["2026-11-23", "2026-11-29"]]
    assert (str(before.last_day), str(running.last_day)) == ("2026-12-02", "2026-12-08")


def test_a_case_that_is_suspended_twice_leaves_both_spans_out(case, calendar):
    for day, again in (("2026-11-24", "2026-11-25"), ("2026-11-26", "2026-11-27")):
        calendar.to(day)
        suspend(case.office, case.id)
        calendar.to(again)
        resume(case.office, case.id)
    [running] = [row for row in case.office.all(Deadline, clock="repair_decision") if row.ended_at is None]
    assert running.suspended == [["2026-11-24", "2026-11-24"], ["2026-11-26", "2026-11-26"]]
    assert str(running.last_day) == "2026-12-04"


def test_resumed_on_the_same_day_the_term_ends_when_it_did(case):
    suspend(case.office, case.id)
    resume(case.office, case.id)
    stopped, running = case.office.all(Deadline, clock="repair_decision")
    assert (running.suspended, running.due_at) == (None, stopped.due_at)


def test_nobody_works_in_a_suspended_case_and_nobody_finds_it_in_his_inbox(case):
    suspend(case.office, case.id)
    with pytest.raises(CaseSuspended):
        case.verify()
    page = case.office.page(case.id, "verify")
    with case.office.begin() as session, pytest.raises(CaseSuspended):
        casework.claim(session, page.task_id, casework.actor_of(session, case.office.people["case_officer"]))
    assert waiting(case) == []
    resume(case.office, case.id)
    assert waiting(case) == ["verify"]
    case.decide()


def waiting(case):
    with case.office.begin() as session:
        actor = casework.actor_of(session, case.office.people["case_officer"])
        rows = inbox(session, actor, "department")
        return sorted({"verify" for row in rows if row.case_id == case.id})


def test_no_term_of_a_suspended_case_runs_out(case, calendar):
    suspend(case.office, case.id)
    calendar.to("2027-03-01")
    assert case.office.wake(case.id) == 0
    resume(case.office, case.id)
    assert case.waits == ["verify"] and case.office.wake(case.id) == 0


def test_what_runs_on_and_runs_out_meanwhile_takes_effect_when_the_case_goes_on(office, calendar):
    case = Repair(office, calendar)
    case.do("formal_check", materials="incomplete", missing="信用承诺书")
    serve_by_notice(case)
    suspend(office, case.id)
    calendar.to("2027-02-01")
    assert office.wake(case.id) == 1
    fired = office.one(Deadline, clock="service_by_notice")
    assert fired.ended == DeadlineEnd.FIRED and fired.is_kept and case.waits == ["await_notice"]
    resume(office, case.id)
    assert case.waits == ["supply"] and office.one(Deadline, clock="service_by_notice").caught_at
    assert ailments(office) == []


def serve_by_notice(case):
    case.office.answer(
        "window",
        case.id,
        "serve",
        mode="post",
        served="false",
        happened_on=case.calendar.today,
        failure="退回",
    )
    facts = {"notice_reason": "others_failed", "notice_facts": "邮件退回", "notice_content": "补正"}
    case.office.answer("window", case.id, "serve", mode="public_notice", **facts)
    files = [case.office.file()]
    hung = {
        "published_on": case.calendar.today,
        "place": "board",
        "where": "公告栏",
        "notice_files": files,
    }
    case.office.answer("window", case.id, "publish_notice", **hung)


@pytest.mark.parametrize(("by", "refused"), [("window", "提请"), ("reviewer", "提请"), ("approver", "提请")])
def test_only_who_handles_the_case_asks(case, by, refused):
    with pytest.raises(NotAllowed, match=refused):
        ask(case.office, case.id, "suspend", "general_related_case", by=by)


def test_nobody_of_another_section_asks(case):
    case.office.section("other", "登记注册办公室")
    case.office.hire("stranger", Role.CASE_OFFICER, section="other")
    with pytest.raises(NotAllowed):
        ask(case.office, case.id, "suspend", "general_related_case", by="stranger")


@pytest.mark.parametrize("by", ["case_officer", "reviewer", "unit_head", "window"])
def test_only_a_leader_decides(case, by):
    act = ask(case.office, case.id, "suspend", "general_related_case")
    with pytest.raises(NotAllowed):
        decide(case.office, act, by=by)


def test_nobody_decides_about_what_he_asked_for(case):
    case.office.hire("both", Role.CASE_OFFICER, Role.APPROVER)
    act = ask(case.office, case.id, "suspend", "general_related_case", by="both")
    with pytest.raises(NotAllowed, match="另一人"):
        decide(case.office, act, by="both")
    decide(case.office, act)


def test_whoever_decided_reviews_nothing_in_the_case_any_more(case):
    case.office.hire("leader", Role.APPROVER, Role.REVIEWER)
    act = ask(case.office, case.id, "suspend", "general_related_case")
    decide(case.office, act, by="leader")
    resume(case.office, case.id)
    case.verify()
    with pytest.raises(PartsCollide):
        case.office.answer("leader", case.id, "review", review_opinion="agree")


def test_what_was_declined_or_dropped_has_no_effect_and_may_be_asked_for_again(case):
    declined = ask(case.office, case.id, "suspend", "general_related_case")
    with pytest.raises(ActRefused, match="等待批准"):
        ask(case.office, case.id, "suspend", "general_related_case")
    decide(case.office, declined, verdict="declined")
    with pytest.raises(ActRefused, match="已经处理过"):
        decide(case.office, declined)
    assert case.office.one(Case).suspended_at is None
    suspend(case.office, case.id)


@pytest.mark.parametrize(
    ("kind", "ground"),
    [("resume", "general_cause_gone"), ("suspend", "party_missing"), ("suspend", "nothing")],
)
def test_what_does_not_fit_the_case_is_refused(case, kind, ground):
    with pytest.raises(ActRefused):
        ask(case.office, case.id, kind, ground)


def test_a_closed_case_is_not_suspended(office, calendar):
    case = Repair(office, calendar).do("formal_check", materials="withdrawn")
    with pytest.raises(ActRefused):
        ask(office, case.id, "suspend", "general_related_case")


def test_the_same_decision_sent_twice_is_one(case):
    act, key = ask(case.office, case.id, "suspend", "general_related_case"), uuid4()
    for _ in range(2):
        decide(case.office, act, key=key)
    assert [step.name for step in case.office.all(CaseStep, case_id=case.id)].count("suspend") == 1


def test_a_withdrawn_record_ends_a_suspended_case_too(case):
    suspend(case.office, case.id)
    with case.office.begin() as session:
        casework.end_cases_about(session, [case.record_id], "原决定被撤销", "信用监管科")
    assert case.office.one(Case).suspended_at is None and case.waits == ["serve"]
    case.serve()
    assert ailments(case.office) == []
