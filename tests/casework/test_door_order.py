"""The order inside the door (D3): each point has a check, and the check fails when the point is left out or moved."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from marshmallow import EXCLUDE, ValidationError
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from forms.credit_repair import FormalCheck
from tests.casework.health import ailments
from tests.processes.repair import Repair
from workflows import casework
from workflows.casework import tasks
from workflows.documents import issue
from workflows.engine import Run
from workflows.errors import DeadlinePassed, NotAllowed, SameKeyOtherBody, StalePage, TaskNotOpen
from workflows.models import AnsweredRequest, Case, Task
from workflows.register import commit as sealing
from workflows.register.commit import Commit
from workflows.register.sealing_session import SealingSession
from workflows.steps.dossier import Dossier

COMPLETE = {"materials": "complete"}


@pytest.fixture
def case(office, calendar):
    return Repair(office, calendar)


@pytest.fixture
def asked(case):
    """A case whose party has not supplied what is missing, on the first day after its time."""
    case.ask_to_correct().calendar.to("2026-12-08")
    return case


def same_request_twice(case):
    page = case.office.page(case.id, "formal_check")
    first = case.office.submit("case_officer", page, COMPLETE)
    assert case.office.submit("case_officer", page, COMPLETE) == first


def test_1_the_same_request_gets_the_stored_answer_although_its_task_is_gone(case):
    same_request_twice(case)
    assert case.case.version == 2 and ailments(case.office) == []


def test_1_planted_without_the_look_at_the_key_the_second_is_refused(case, monkeypatch):
    monkeypatch.setattr(tasks, "stored_answer", lambda *_: None)
    with pytest.raises(TaskNotOpen):
        same_request_twice(case)


@pytest.mark.parametrize(
    ("username", "answers"), [("case_officer", {"materials": "withdrawn"}), ("reviewer", COMPLETE)]
)
def test_1_the_same_key_with_another_body_or_from_another_officer_is_refused(case, username, answers):
    page = case.office.page(case.id, "formal_check")
    case.office.submit("case_officer", page, COMPLETE)
    with pytest.raises(SameKeyOtherBody):
        case.office.submit(username, page, answers)


def answer_what_was_read_before(case):
    """Read a case, let another answer its task, then answer it in the session that still holds what it read."""
    office, page = case.office, case.office.page(case.id, "formal_check")
    with SealingSession(office.engine, expire_on_commit=False) as session:
        held = session.get_one(Case, case.id), session.get_one(Task, page.task_id)
        session.commit()
        office.answer("case_officer", case.id, "formal_check", **COMPLETE)
        actor = casework.actor_of(session, office.people["case_officer"])
        casework.complete_task(session, page.task_id, COMPLETE, actor, page.key, held[0].version)
        session.commit()


def test_2_a_case_is_read_after_its_lock_whatever_was_read_before(case):
    with pytest.raises(TaskNotOpen):
        answer_what_was_read_before(case)
    assert ailments(case.office) == []


@pytest.mark.own_database
def test_2_planted_a_case_read_before_its_lock_is_caught_by_the_version(case, monkeypatch):
    def unlocked(session, task_id):
        task = session.get(Task, task_id)
        return session.get(Case, task.case_id), task

    monkeypatch.setattr(tasks, "locked_task", unlocked)
    with pytest.raises((StaleDataError, IntegrityError)):
        answer_what_was_read_before(case)
    assert ailments(case.office) == []


def test_3_a_deadline_due_while_the_worker_was_down_is_fired_before_the_answer_is_looked_at(asked):
    with pytest.raises(DeadlinePassed):
        asked.supply()
    asked.wake("2026-12-08")
    assert asked.outcome == "LAPSED" and ailments(asked.office) == []


def test_3_planted_without_the_firing_the_late_answer_swallows_the_deadline(asked, monkeypatch):
    monkeypatch.setattr(tasks, "fire_due", lambda session, case, _: ([], Dossier(session, case)))
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"), pytest.raises(DeadlinePassed):
        asked.supply()


def test_3_an_overdue_task_is_fired_and_answered_in_one_go(case):
    case.calendar.to("2026-11-27")
    case.do("formal_check", **COMPLETE)
    kinds = [step.kind for step in case.steps]
    assert kinds == ["opened", "timer", "timer", "completed"] and ailments(case.office) == []


def test_4_who_may_not_answer_is_told_so_whatever_was_filled_in(case):
    with pytest.raises(NotAllowed):
        case.office.answer("reviewer", case.id, "formal_check", nonsense="1")


def test_4_planted_without_the_gate_the_form_would_answer_first(case, monkeypatch):
    monkeypatch.setattr(tasks, "require", lambda *_: SimpleNamespace(in_place_of=None))
    with pytest.raises(ValidationError):
        case.office.answer("reviewer", case.id, "formal_check", nonsense="1")


def test_4_a_task_that_the_engine_does_not_wait_for_is_not_open(case):
    page = case.office.page(case.id, "formal_check")
    with case.office.begin() as session:
        session.connection().execute(update(Task).values(id=uuid4()))
    [row] = case.office.all(Task, case_id=case.id)
    assert row.id != page.task_id
    with pytest.raises(TaskNotOpen):
        case.do("formal_check", **COMPLETE)


def test_5_an_answer_that_the_form_does_not_name_is_refused_and_nothing_moves(case):
    with pytest.raises(ValidationError) as refused:
        case.do("formal_check", **COMPLETE, approval_opinion="agree")
    assert refused.value.messages == {"approval_opinion": ["表单中没有这一项。"]}
    assert case.case.version == 1


def test_5_planted_a_lenient_form_lets_it_through(case, monkeypatch):
    monkeypatch.setattr(FormalCheck.opts, "unknown", EXCLUDE)
    case.do("formal_check", **COMPLETE, approval_opinion="agree")
    assert case.case.version == 2


def test_6_the_engine_runs_only_on_answers_that_the_form_took(case, monkeypatch):
    moved = []
    monkeypatch.setattr(Run, "complete", lambda *_: moved.append(True))
    with pytest.raises(ValidationError):
        case.do("formal_check", materials="perhaps")
    assert moved == []


def test_7_the_answer_is_stored_with_the_commit_of_its_step(case):
    case.do("formal_check", **COMPLETE)
    last = case.steps[-1]
    assert last.commit_id in {request.commit_id for request in case.office.all(AnsweredRequest)}


def test_7_planted_an_answer_stored_under_a_commit_of_its_own_is_found(case, monkeypatch):
    store = tasks.keep_answer
    monkeypatch.setattr(
        tasks, "keep_answer", lambda session, commit, *rest: store(session, Commit(commit.actor_id), *rest)
    )
    case.do("formal_check", **COMPLETE)
    found = ailments(case.office)
    assert [one.partition(":")[0] for one in found] == ["answered_request", "answers"]


def test_7_the_chain_is_held_last_so_that_two_cases_never_wait_for_each_other(case, monkeypatch):
    held, number, seal = [], issue.next_number, sealing.marks_of
    monkeypatch.setattr(issue, "next_number", lambda *of: held.append("number") or number(*of))
    monkeypatch.setattr(sealing, "marks_of", lambda *of: held.append("chain") or seal(*of))
    case.do("formal_check", **COMPLETE).calendar.to("2026-11-27")
    held.clear()
    case.agree("review_acceptance")
    assert held == ["number", "chain"]


def test_a_page_on_which_the_case_has_moved_is_stale_and_counts_when_it_is_read_anew(case):
    case.do("formal_check", **COMPLETE).agree("review_acceptance")
    page, withdrawn = case.office.page(case.id, "verify"), {"course": "withdraw"}
    case.serve()
    with pytest.raises(StalePage):
        case.office.submit("case_officer", page, withdrawn)
    assert case.case.version == 4
    case.office.submit("case_officer", case.office.page(case.id, "verify"), withdrawn)
    assert case.outcome == "WITHDRAWN_BY_PARTY" and ailments(case.office) == []
