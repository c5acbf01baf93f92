"""Posts change and are exercised in another's place; parts in a case stay, and both have them."""

from datetime import date

import pytest

from forms.choices import PostChange, Role
from tests.casework.health import ailments
from tests.processes.repair import Repair
from workflows import casework, clock
from workflows.casework import appointments, posts
from workflows.casework.appointments import Wanted
from workflows.casework.reading import inbox
from workflows.errors import DelegationUnfit, NotAllowed, NotFound, PartsCollide, PostUnfit
from workflows.models import CasePart, CaseStep, Delegation

COMPLETE = {"materials": "complete"}
AGREE = {"acceptance_opinion": "agree"}


@pytest.fixture
def case(office, calendar):
    """A case that waits for its reviewer, and a colleague without any role."""
    office.hire("colleague")
    return Repair(office, calendar).do("formal_check", **COMPLETE)


def lend(office, officer, delegate, role=Role.REVIEWER, from_day=None, until_day="2026-11-30"):
    lending = posts.Lending(
        officer_id=office.people[officer],
        delegate_id=office.people[delegate],
        role=role,
        from_day=date.fromisoformat(from_day) if from_day else clock.today(),
        until_day=date.fromisoformat(until_day),
        reason="出差",
    )
    with office.begin() as session:
        return posts.delegate(session, lending, office.people["system_administrator"]).id


def change(office, what, username, role):
    facts = {"officer_id": office.people[username], "role": role, "change": what, "reason": "任免"}
    with office.begin() as session:
        appointments.ask(session, Wanted(**facts), None)


def review(case, username):
    return case.office.answer(username, case.id, "review_acceptance", **AGREE)


def waits_for(office, username):
    with office.begin() as session:
        rows = inbox(session, casework.actor_of(session, office.people[username]), "mine")
        return [row.task_title for row in rows]


def test_who_acts_in_anothers_place_gives_both_the_part_and_the_step_names_both(case):
    office = case.office
    assert waits_for(office, "colleague") == []
    lend(office, "reviewer", "colleague")
    assert len(waits_for(office, "colleague")) == 1
    review(case, "colleague")
    step = office.one(CaseStep, case_id=case.id, name="review_acceptance")
    assert (step.actor_id, step.for_officer_id) == (office.people["colleague"], office.people["reviewer"])
    parts = {row.officer_id: row.part for row in office.all(CasePart, case_id=case.id)}
    assert parts[office.people["colleague"]] == parts[office.people["reviewer"]] == "reviewing"
    assert ailments(office) == []


def test_neither_of_them_then_handles_the_case(case):
    office = case.office
    for one in ("colleague", "reviewer"):
        change(office, PostChange.GRANT, one, Role.CASE_OFFICER)
    lend(office, "reviewer", "colleague")
    review(case, "colleague")
    for one in ("colleague", "reviewer"):
        with pytest.raises(PartsCollide, match="担任审核"):
            office.answer(one, case.id, "verify", course="withdraw")


def test_a_head_who_handled_the_case_does_not_review_it_through_a_deputy(case):
    office = case.office
    change(office, PostChange.GRANT, "case_officer", Role.REVIEWER)
    lend(office, "case_officer", "colleague")
    assert waits_for(office, "colleague") == []
    with pytest.raises(PartsCollide, match="代行职责的人员在本案已经担任承办"):
        review(case, "colleague")


def test_a_handler_does_not_become_reviewer_by_substitution(case):
    lend(case.office, "reviewer", "case_officer")
    with pytest.raises(PartsCollide, match="您在本案已经担任承办"):
        review(case, "case_officer")


def test_a_deputy_of_two_acts_for_the_one_who_has_no_other_part(case):
    office = case.office
    change(office, PostChange.GRANT, "case_officer", Role.REVIEWER)
    lend(office, "case_officer", "colleague")
    lend(office, "reviewer", "colleague")
    review(case, "colleague")
    step = office.one(CaseStep, case_id=case.id, name="review_acceptance")
    assert step.for_officer_id == office.people["reviewer"]


def test_a_deputy_acts_for_the_section_of_the_one_in_whose_place(case):
    case.office.section("drugs", "药品科")
    case.office.hire("elsewhere", section="drugs")
    lend(case.office, "reviewer", "elsewhere")
    review(case, "elsewhere")


def test_nobody_acts_in_the_place_of_one_who_stepped_out_of_the_case(case):
    ground = casework.Ground(kind="interest", words="近亲属", asked_by="party")
    office = case.office
    with office.begin() as session:
        leader = casework.actor_of(session, office.people["approver"])
        casework.recuse(session, case.id, office.people["reviewer"], ground, leader)
    lend(office, "reviewer", "colleague")
    with pytest.raises(NotAllowed, match="代行职责的人员已在本案回避"):
        review(case, "colleague")


@pytest.mark.parametrize(
    ("from_day", "until_day"), [("2026-11-24", "2026-11-30"), ("2026-11-23", "2026-11-23")]
)
def test_a_delegation_counts_from_its_first_day_to_its_last(case, from_day, until_day):
    lend(case.office, "reviewer", "colleague", from_day=from_day, until_day=until_day)
    case.calendar.to("2026-11-23" if from_day > "2026-11-23" else "2026-11-24")
    with pytest.raises(NotAllowed):
        review(case, "colleague")
    case.calendar.to(from_day)
    review(case, "colleague")


def test_a_delegation_ends_by_its_end_and_with_the_role_behind_it(case):
    office = case.office
    first = lend(office, "reviewer", "colleague")
    with office.begin() as session:
        posts.end_delegation(session, first, "提前返回", None)
    with pytest.raises(NotAllowed):
        review(case, "colleague")
    lend(office, "reviewer", "colleague")
    change(office, PostChange.REVOKE, "reviewer", Role.REVIEWER)
    with pytest.raises(NotAllowed):
        review(case, "colleague")


def test_a_changed_post_leaves_the_part_where_it_is(case):
    office = case.office
    change(office, PostChange.REVOKE, "case_officer", Role.CASE_OFFICER)
    change(office, PostChange.GRANT, "case_officer", Role.REVIEWER)
    with pytest.raises(PartsCollide, match="承办"):
        review(case, "case_officer")
    review(case, "reviewer")


def test_a_case_opened_in_anothers_place_gives_both_the_part(office, calendar):
    office.hire("colleague")
    lend(office, "window", "colleague", Role.WINDOW)
    case = office.apply(office.penalty(), username="colleague")
    parts = {row.officer_id for row in office.all(CasePart, case_id=case)}
    assert parts == {office.people["colleague"], office.people["window"]}


@pytest.mark.parametrize(
    ("officer", "delegate", "role", "days"),
    [
        ("reviewer", "reviewer", Role.REVIEWER, {}),
        ("window", "colleague", Role.REVIEWER, {}),
        ("reviewer", "system_administrator", Role.REVIEWER, {}),
        ("system_administrator", "colleague", Role.SYSTEM_ADMINISTRATOR, {}),
        ("reviewer", "colleague", Role.REVIEWER, {"from_day": "2026-12-01"}),
        ("reviewer", "colleague", Role.REVIEWER, {"from_day": "2026-11-01", "until_day": "2026-11-20"}),
    ],
)
def test_an_unfit_delegation_is_refused(case, officer, delegate, role, days):
    with pytest.raises(DelegationUnfit):
        lend(case.office, officer, delegate, role, **days)
    assert case.office.all(Delegation) == []


def test_a_lent_role_is_not_lent_on(case):
    case.office.hire("third")
    lend(case.office, "reviewer", "colleague")
    with pytest.raises(DelegationUnfit):
        lend(case.office, "colleague", "third")


def test_a_delegation_that_has_ended_is_not_ended_again(case):
    office, ended = case.office, lend(case.office, "reviewer", "colleague")
    with office.begin() as session:
        posts.end_delegation(session, ended, "提前返回", None)
    for delegation, refused in ((ended, DelegationUnfit), (0, NotFound)):
        with office.begin() as session, pytest.raises(refused):
            posts.end_delegation(session, delegation, "提前返回", None)


@pytest.mark.parametrize(
    ("what", "username", "role"),
    [
        (PostChange.GRANT, "reviewer", Role.REVIEWER),
        (PostChange.GRANT, "system_administrator", Role.REVIEWER),
        (PostChange.GRANT, "reviewer", Role.SYSTEM_ADMINISTRATOR),
        (PostChange.REVOKE, "reviewer", Role.APPROVER),
    ],
)
def test_an_unfit_change_of_post_is_refused(office, what, username, role):
    with pytest.raises(PostUnfit):
        change(office, what, username, role)


def test_who_leads_is_stood_in_for_by_one_who_leads(case):
    """Otherwise one administrator alone would make an approver of anybody."""
    case.office.hire("deputy", Role.PANEL)
    with pytest.raises(DelegationUnfit, match="另行任命"):
        lend(case.office, "approver", "colleague", Role.APPROVER)
    lend(case.office, "approver", "deputy", Role.APPROVER)
    assert [row.role for row in case.office.all(Delegation)] == ["approver"]


def test_a_delegation_has_a_longest_span(case):
    with pytest.raises(DelegationUnfit, match="最长90日"):
        lend(case.office, "reviewer", "colleague", until_day="2027-02-21")
    lend(case.office, "reviewer", "colleague", until_day="2027-02-20")
