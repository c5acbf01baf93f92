"""Recusal: who decides on whose, from when on, and that the case goes on (行政处罚法 43, 程序规定 4)."""

import pytest

from forms.choices import Role
from tests.casework.test_posts import lend
from tests.processes.repair import Repair
from workflows import casework
from workflows.errors import NotAllowed, TooFewMembers
from workflows.models import Recusal


@pytest.fixture
def case(office, calendar):
    return Repair(office, calendar)


def recuse(case, username, by, members=()):
    office = case.office
    ids = tuple(office.people[one] for one in members)
    ground = casework.Ground(kind="interest", words="是当事人的近亲属", asked_by="party", members=ids)
    with office.begin() as session:
        actor = casework.actor_of(session, office.people[by])
        casework.recuse(session, case.id, office.people[username], ground, actor)


@pytest.mark.parametrize(
    ("username", "by"),
    [
        ("case_officer", "approver"),
        ("case_officer", "chief"),
        ("legal_reviewer", "approver"),
        ("hearing_host", "approver"),
        ("approver", "chief"),
        ("panel", "chief"),
    ],
)
def test_a_leader_decides_on_officers_and_the_principal_leader_on_leaders(case, username, by):
    recuse(case, username, by)
    assert case.office.one(Recusal).decided_as == by


@pytest.mark.parametrize(
    ("username", "by"),
    [("case_officer", "unit_head"), ("approver", "panel"), ("chief", "approver"), ("case_officer", "panel")],
)
def test_others_do_not_decide(case, username, by):
    with pytest.raises(NotAllowed, match=r"决定.*行政处罚"):
        recuse(case, username, by)


def test_another_leader_does_not_decide_on_a_leader(case):
    case.office.hire("other", Role.APPROVER)
    with pytest.raises(NotAllowed, match="主要负责人"):
        recuse(case, "other", "approver")


def test_the_leaders_decide_collectively_on_the_principal_leader(case):
    recuse(case, "chief", "panel", ["panel", "approver"])
    row = case.office.one(Recusal)
    assert (row.decided_as, len(row.member_ids)) == ("panel", 2)


@pytest.mark.parametrize("members", [[], ["approver"], ["chief", "approver"], ["approver", "window"]])
def test_a_collective_of_one_or_with_others_than_leaders_decides_nothing(case, members):
    with pytest.raises(TooFewMembers):
        recuse(case, "chief", "panel", members)
    assert case.office.all(Recusal) == []


def test_nobody_decides_on_himself_nor_on_the_one_in_whose_place_he_acts(case):
    office = case.office
    with pytest.raises(NotAllowed):
        recuse(case, "chief", "chief")
    office.hire("deputy", Role.APPROVER)
    lend(office, "panel", "deputy", Role.PANEL)
    with pytest.raises(NotAllowed):
        recuse(case, "deputy", "deputy")
    recuse(case, "chief", "deputy", ["panel", "approver"])


def test_the_investigation_goes_on_with_others(case):
    case.office.hire("colleague", Role.CASE_OFFICER)
    recuse(case, "case_officer", "approver")
    with pytest.raises(NotAllowed, match="回避"):
        case.do("formal_check", materials="complete")
    case.office.answer("colleague", case.id, "formal_check", materials="complete")
    assert case.waits == ["review_acceptance"]


def test_whoever_is_recused_decides_on_nobody_elses_recusal(case):
    recuse(case, "approver", "chief")
    with pytest.raises(NotAllowed, match="您已在本案回避"):
        recuse(case, "case_officer", "approver")
    assert len(case.office.all(Recusal)) == 1
