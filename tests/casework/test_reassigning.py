"""What somebody claimed does not wait for him: a substitute takes it over, the head or the administrator moves it."""

import pytest

from forms.choices import Role
from tests.casework.health import ailments
from tests.casework.test_recusal import recuse
from tests.processes.repair import Repair
from workflows import casework, clock
from workflows.casework import posts, reassigning
from workflows.casework.reading import inbox
from workflows.errors import NotAllowed, ReassignmentUnfit, TaskNotOpen
from workflows.models import Case, Reassignment, Task

COMPLETE = {"materials": "complete"}


@pytest.fixture
def case(office, calendar):
    """A case whose first task the case officer claimed, and then fell ill."""
    office.section("other", "登记注册办公室")
    office.hire("colleague", Role.CASE_OFFICER)
    office.hire("other_head", Role.UNIT_HEAD, section="other")
    office.hire("substitute")
    case = Repair(office, calendar)
    task_id = task_of(case)
    with office.begin() as session:
        casework.claim(session, task_id, casework.actor_of(session, office.people["case_officer"]))
    return case


def task_of(case):
    return case.office.page(case.id, "formal_check").task_id


def reassign(case, by, to=None, task_id=None):
    office, task_id = case.office, task_id or task_of(case)
    with office.begin() as session:
        actor = casework.actor_of(session, office.people[by])
        whither = office.people[to] if to else None
        reassigning.reassign(session, task_id, whither, "病假", actor)


def claimer(case):
    return case.office.one(Task).claimed_by_id


@pytest.mark.parametrize("by", ["unit_head", "system_administrator"])
def test_the_head_of_the_section_or_the_administrator_takes_a_task_back(case, by):
    reassign(case, by)
    assert claimer(case) is None
    row = case.office.one(Reassignment)
    assert (row.from_id, row.to_id, row.reason) == (case.office.people["case_officer"], None, "病假")
    assert row.by_id == case.office.people[by] and ailments(case.office) == []
    case.office.answer("colleague", case.id, "formal_check", **COMPLETE)


def test_a_task_is_given_to_another_who_then_answers_it(case):
    reassign(case, "unit_head", "colleague")
    assert claimer(case) == case.office.people["colleague"]
    with pytest.raises(NotAllowed, match="领取"):
        case.office.answer("case_officer", case.id, "formal_check", **COMPLETE)
    case.office.answer("colleague", case.id, "formal_check", **COMPLETE)


@pytest.mark.parametrize("by", ["other_head", "reviewer", "colleague", "case_officer"])
def test_nobody_else_moves_a_task(case, by):
    with pytest.raises(NotAllowed, match="承办科室的负责人"):
        reassign(case, by, "colleague")
    assert claimer(case) == case.office.people["case_officer"] and case.office.all(Reassignment) == []


@pytest.mark.parametrize("to", ["reviewer", "window", "case_officer", "substitute"])
def test_a_task_goes_to_nobody_who_may_not_answer_it(case, to):
    with pytest.raises(ReassignmentUnfit):
        reassign(case, "unit_head", to)
    assert claimer(case) == case.office.people["case_officer"]


def test_what_nobody_claimed_or_what_is_done_is_not_moved(case):
    reassign(case, "unit_head")
    with pytest.raises(ReassignmentUnfit):
        reassign(case, "unit_head", "colleague")
    done = task_of(case)
    case.office.answer("colleague", case.id, "formal_check", **COMPLETE)
    with pytest.raises(TaskNotOpen):
        reassign(case, "unit_head", "colleague", done)


def test_a_substitute_sees_takes_over_and_answers_what_was_claimed(case):
    office = case.office
    people = {"officer_id": office.people["case_officer"], "delegate_id": office.people["substitute"]}
    span = {"from_day": clock.today(), "until_day": clock.today()}
    with office.begin() as session:
        posts.delegate(session, posts.Lending(role=Role.CASE_OFFICER, reason="病假", **people, **span), None)
    with office.begin() as session:
        actor = casework.actor_of(session, office.people["substitute"])
        [row] = inbox(session, actor, "mine")
        assert row.in_anothers_place and not row.mine
        casework.claim(session, row.task_id, actor)
    assert claimer(case) == office.people["substitute"]
    office.answer("substitute", case.id, "formal_check", **COMPLETE)
    assert office.one(Case).version and ailments(office) == []


def test_a_colleague_who_is_no_substitute_does_not_see_it_among_his_own(case):
    with case.office.begin() as session:
        assert inbox(session, casework.actor_of(session, case.office.people["colleague"]), "mine") == []


def test_a_recused_head_does_not_choose_who_handles_the_case(case):
    recuse(case, "unit_head", "approver")
    before = claimer(case)
    with pytest.raises(NotAllowed, match="您已在本案回避"):
        reassign(case, "unit_head", "colleague")
    assert claimer(case) == before
