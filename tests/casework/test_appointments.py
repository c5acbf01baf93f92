"""Roles are given and taken by somebody, for a reason, in the chain; the weighty ones by two."""

from functools import partial

import pytest

from forms.choices import PostChange, Role, Verdict
from tests.casework.at_once import at_once
from tests.casework.health import ailments
from tests.processes.repair import Repair
from workflows import casework
from workflows.casework import accounts, appointments, posts
from workflows.casework.accounts import Order
from workflows.casework.appointments import WEIGHTY, Wanted
from workflows.errors import AccountUnfit, AppointmentClosed, NotFound, PostUnfit, SecondAdministratorNeeded
from workflows.models import (
    AccountChange,
    Appointment,
    AppointmentVerdict,
    LoginSession,
    Officer,
    RoleGrant,
    Task,
)

ADMINISTRATOR, OTHER = "system_administrator", "second_administrator"


@pytest.fixture
def bureau(office, calendar):
    office.hire(OTHER, Role.SYSTEM_ADMINISTRATOR)
    office.hire("colleague", Role.CASE_OFFICER)
    return office


def ask(office, who, role, change=PostChange.GRANT, by=ADMINISTRATOR):
    wanted = Wanted(officer_id=office.people[who], role=role, change=change, reason="鸡市监任〔2026〕3号")
    with office.begin() as session:
        return appointments.ask(session, wanted, office.people[by] if by else None).id


def answer(office, appointment_id, by, verdict=Verdict.CONFIRMED):
    with office.begin() as session:
        appointments.answer(session, appointment_id, verdict, office.people[by])


def holds(office, who, role):
    grants = office.all(RoleGrant, officer_id=office.people[who], role=role)
    return any(grant.revoked_at is None for grant in grants)


def test_an_ordinary_role_changes_at_once_and_says_by_whom_and_why(bureau):
    ask(bureau, "colleague", Role.REVIEWER)
    assert holds(bureau, "colleague", Role.REVIEWER)
    row = bureau.one(Appointment)
    assert (row.reason, row.asked_by_id) == ("鸡市监任〔2026〕3号", bureau.people[ADMINISTRATOR])
    assert bureau.one(AppointmentVerdict).commit_id == row.commit_id and ailments(bureau) == []


@pytest.mark.parametrize("role", sorted(WEIGHTY))
def test_a_weighty_role_waits_for_a_second_administrator(bureau, role):
    bureau.hire("somebody")
    asked = ask(bureau, "somebody", role)
    assert not holds(bureau, "somebody", role)
    answer(bureau, asked, OTHER)
    assert holds(bureau, "somebody", role) and ailments(bureau) == []


def test_neither_who_asked_nor_who_is_concerned_confirms(bureau):
    asked = ask(bureau, "colleague", Role.APPROVER)
    with pytest.raises(SecondAdministratorNeeded):
        answer(bureau, asked, ADMINISTRATOR)
    own = ask(bureau, OTHER, Role.SYSTEM_ADMINISTRATOR, PostChange.REVOKE)
    with pytest.raises(SecondAdministratorNeeded):
        answer(bureau, own, OTHER)


def test_who_asked_may_take_it_back_and_it_is_answered_once(bureau):
    asked = ask(bureau, "colleague", Role.APPROVER)
    answer(bureau, asked, ADMINISTRATOR, Verdict.REFUSED)
    with pytest.raises(AppointmentClosed):
        answer(bureau, asked, OTHER)
    with pytest.raises(NotFound):
        answer(bureau, 99, OTHER)
    assert not holds(bureau, "colleague", Role.APPROVER)


def test_what_no_longer_fits_is_not_confirmed(bureau):
    first, second = (ask(bureau, "colleague", Role.APPROVER) for _ in range(2))
    answer(bureau, first, OTHER)
    with pytest.raises(PostUnfit, match="已经担任"):
        answer(bureau, second, OTHER)


def test_the_last_administrator_goes_neither_by_himself_nor_by_others(office):
    with pytest.raises(PostUnfit, match="最后一名系统管理员"):
        ask(office, ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR, PostChange.REVOKE)
    with pytest.raises(PostUnfit, match="最后一名系统管理员"), office.begin() as session:
        accounts.disable(session, office.people[ADMINISTRATOR], Order(None, "调离"))


def test_whoever_runs_the_system_changes_posts_alone(bureau):
    ask(bureau, "colleague", Role.APPROVER, by=None)
    assert holds(bureau, "colleague", Role.APPROVER) and bureau.one(Appointment).asked_by_id is None


@pytest.fixture
def claimed(bureau, calendar):
    """A task that the colleague claimed."""
    case = Repair(bureau, calendar)
    task_id = bureau.page(case.id, "formal_check").task_id
    with bureau.begin() as session:
        casework.claim(session, task_id, casework.actor_of(session, bureau.people["colleague"]))
    return bureau


def claimers(office):
    return [task.claimed_by_id for task in office.all(Task)]


def test_a_lost_role_frees_what_was_claimed(claimed):
    ask(claimed, "colleague", Role.CASE_OFFICER, PostChange.REVOKE)
    assert claimers(claimed) == [None]


def test_a_role_that_has_nothing_to_do_with_it_frees_nothing(claimed):
    ask(claimed, "colleague", Role.REVIEWER)
    ask(claimed, "colleague", Role.REVIEWER, PostChange.REVOKE)
    assert claimers(claimed) == [claimed.people["colleague"]]


def test_a_disabled_account_ends_its_log_ins_and_frees_what_was_claimed(claimed):
    who = claimed.people["colleague"]
    with claimed.begin() as session:
        accounts.disable(session, who, Order(claimed.people[ADMINISTRATOR], "调离"))
    assert claimers(claimed) == [None] and claimed.one(Officer, id=who).disabled_at
    assert all(login.ended_at for login in claimed.all(LoginSession, officer_id=who))
    row = claimed.one(AccountChange)
    assert (row.event, row.reason, row.by_id) == ("disabled", "调离", claimed.people[ADMINISTRATOR])
    assert ailments(claimed) == []


def test_a_delegation_that_ran_out_frees_what_was_claimed_by_it(bureau, calendar):
    case, span = (
        Repair(bureau, calendar),
        {"from_day": calendar.days_ahead(0), "until_day": calendar.days_ahead(1)},
    )
    bureau.hire("deputy")
    people = {"officer_id": bureau.people["case_officer"], "delegate_id": bureau.people["deputy"]}
    task_id = bureau.page(case.id, "formal_check").task_id
    with bureau.begin() as session:
        posts.delegate(session, posts.Lending(role=Role.CASE_OFFICER, reason="病假", **people, **span), None)
        casework.claim(session, task_id, casework.actor_of(session, bureau.people["deputy"]))
    with bureau.begin() as session:
        assert casework.free_lapsed(session) == 0
    calendar.to(calendar.days_ahead(2))
    with bureau.begin() as session:
        assert casework.free_lapsed(session) == 1
    assert claimers(bureau) == [None]


def test_planted_without_freeing_the_task_stays_with_who_is_gone(claimed, monkeypatch):
    monkeypatch.setattr(appointments, "free_lapsed", lambda *_: 0)
    ask(claimed, "colleague", Role.CASE_OFFICER, PostChange.REVOKE)
    assert claimers(claimed) == [claimed.people["colleague"]]


def test_an_account_is_disabled_once_not_by_its_owner_and_comes_back_with_its_roles(bureau):
    who, order = bureau.people["colleague"], Order(bureau.people[ADMINISTRATOR], "病休")
    with bureau.begin() as session:
        accounts.disable(session, who, order)
    for refused, one in (
        (accounts.disable, who),
        (accounts.disable, order.by),
        (accounts.reset_password, order.by),
    ):
        more = ("hash",) if refused is accounts.reset_password else ()
        with pytest.raises(AccountUnfit), bureau.begin() as session:
            refused(session, one, *more, order)
    with bureau.begin() as session:
        accounts.enable(session, who, order)
    assert holds(bureau, "colleague", Role.CASE_OFFICER) and bureau.one(Officer, id=who).disabled_at is None
    with pytest.raises(AccountUnfit), bureau.begin() as session:
        accounts.enable(session, who, order)


def test_of_two_administrators_who_disable_each_other_at_once_one_does(own_office, calendar):
    own_office.hire(OTHER, Role.SYSTEM_ADMINISTRATOR)
    pair = [own_office.people[ADMINISTRATOR], own_office.people[OTHER]]

    def disable(whom, by):
        with own_office.begin() as session:
            accounts.disable(session, whom, Order(by, "调离"))

    found = at_once([partial(disable, *pair), partial(disable, *reversed(pair))])
    assert sorted(type(one).__name__ for one in found) in (
        ["NoneType", "NotAllowed"],
        ["NoneType", "PostUnfit"],
    )
    assert len([one for one in own_office.all(Officer) if one.id in pair and one.disabled_at is None]) == 1


@pytest.mark.parametrize("by", [ADMINISTRATOR, OTHER])
def test_nobody_is_appointed_whose_password_one_of_the_two_has_given(bureau, by):
    """He could decide under the other's name; a password given at the command line is in no administrator's hands."""
    reset(bureau, bureau.people[by])
    asked = ask(bureau, "colleague", Role.APPROVER)
    with pytest.raises(PostUnfit, match="reset-password"):
        answer(bureau, asked, OTHER)
    reset(bureau, None)
    answer(bureau, asked, OTHER)
    assert holds(bureau, "colleague", Role.APPROVER)


def reset(bureau, by):
    with bureau.begin() as session:
        accounts.reset_password(session, bureau.people["colleague"], "hash", Order(by, "遗忘"))
