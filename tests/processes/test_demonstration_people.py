"""The people of the demonstration can carry a penalty case with a hearing from its lead to the archive."""

import pytest

from forms.choices import Role
from tests.processes.deciding import minutes
from tests.processes.hearing_parties import Hearing, allow
from tests.processes.hearing_stories import held_by_another_host_than_first_named
from tests.processes.penalty_case import PenaltyCase
from tests.processes.penalty_walks import with_a_hearing
from webapp.cli import seed
from webapp.demonstration import PEOPLE, accounts
from workflows.models import Department, Officer

BESIDE = {
    "qualified": "legal",
    "second": "officer2",
    "second_officer": "officer2",
    "second_host": "host2",
    "clerk": "officer3",
}
"""Who of the demo stands for the people whom the walks name beside the roles."""


@pytest.fixture
def staffed(office, monkeypatch):
    """The bureau with nobody in it but the people of the demo, in the sections of the demo."""
    monkeypatch.setattr(seed, "hashed", lambda password: "-")  # nobody logs in here
    with office.begin() as session:
        seed.add_people(session, seed.add_departments(session))
    ids = {one.username: one.id for one in office.all(Officer)}
    by_role = {role.value: one.username for one in reversed(PEOPLE) for role in one.roles}
    office.people = {name: ids[username] for name, username in {**by_role, **BESIDE}.items()}
    office.sections = {one.code: one.id for one in office.all(Department)}
    return office


def test_there_is_a_log_in_for_every_role():
    told = " ".join(words for _, words in accounts())
    assert [role.label for role in Role if role.label not in told] == []


def test_they_carry_a_penalty_case_with_a_hearing_to_the_archive(staffed, calendar):
    assert with_a_hearing(staffed, calendar).outcome == "PENALISED"


def test_three_of_them_are_a_panel(staffed, calendar):
    case = PenaltyCase(staffed, calendar).until_reported(restriction="revoke_licence").reviewed()
    case.told().no_measures().proposed()
    leaders = ("chief", "approver", "panel")
    names = [staffed.one(Officer, id=staffed.people[leader]).name for leader in leaders]
    told = minutes(case, *leaders, opinions="\n".join(f"{name}：同意" for name in names))
    staffed.answer("panel", case.id, "discuss", **told)
    assert "penalty_decision" in case.kinds


def test_another_host_is_there_when_the_first_is_recused(staffed, calendar, monkeypatch):
    allow(monkeypatch)
    assert held_by_another_host_than_first_named(Hearing(staffed, calendar)).known["hearing"] == "held"
