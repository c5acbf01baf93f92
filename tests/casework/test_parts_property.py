"""Whatever posts change and whoever acts in whose place: nobody ever has two parts in one case."""

from collections import defaultdict
from contextlib import suppress
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from forms.choices import Part, PostChange, Role
from tests import databases
from tests.casework.matrix import PARTS
from tests.fixtures import sqlite_template
from tests.office import Office
from workflows import casework, clock
from workflows.casework import appointments, posts, standing
from workflows.errors import CaseworkError
from workflows.models import Case, CasePart, Task

PEOPLE = ("甲", "乙", "丙", "丁")
ROLES = (Role.CASE_OFFICER, Role.REVIEWER, Role.APPROVER, Role.HEARING_HOST)
person, role = st.sampled_from(PEOPLE), st.sampled_from(ROLES)
DEEDS = st.one_of(
    st.tuples(st.just("grant"), person, role),
    st.tuples(st.just("revoke"), person, role),
    st.tuples(st.just("lend"), person, person, role, st.integers(0, 2), st.integers(0, 3)),
    st.tuples(st.just("wait"), st.integers(1, 2)),
    st.tuples(st.just("act"), person, role),
    st.tuples(st.just("act"), person, role),
)


class Bureau:
    """Four people, one case, and a list kept apart of who was seen to act as what."""

    def __init__(self, office, calendar, case_id: UUID) -> None:
        self.office, self.calendar, self.case_id = office, calendar, case_id
        self.seen: dict[int, set[str]] = defaultdict(set)

    def do(self, deed: str, *facts) -> None:
        with suppress(CaseworkError), self.office.begin() as session:
            getattr(self, deed)(session, *facts)

    def grant(self, session, who, what) -> None:
        appointments.ask(session, self.wanted(who, what, PostChange.GRANT), None)

    def revoke(self, session, who, what) -> None:
        appointments.ask(session, self.wanted(who, what, PostChange.REVOKE), None)

    def wanted(self, who, what, change) -> appointments.Wanted:
        facts = {"officer_id": self.office.people[who], "role": what, "change": change}
        return appointments.Wanted(reason="任免", **facts)

    def lend(self, session, who, to, what, wait, days) -> None:
        first = clock.today() + timedelta(days=wait)
        people = {"officer_id": self.office.people[who], "delegate_id": self.office.people[to]}
        span = {"from_day": first, "until_day": first + timedelta(days=days)}
        posts.delegate(session, posts.Lending(role=what, reason="出差", **people, **span), None)

    def wait(self, session, days) -> None:
        self.calendar.to(clock.today() + timedelta(days=days))

    def act(self, session, who, what) -> None:
        actor = casework.actor_of(session, self.office.people[who])
        task = Task(id=uuid4(), case_id=self.case_id, role=what)
        seat = standing.require(session, actor, session.get_one(Case, self.case_id), task)
        session.flush()
        for one in (actor.officer_id, seat.in_place_of):
            if one is not None:
                self.seen[one].add(PARTS[what.label])


@pytest.fixture
def bureau(tmp_path, calendar):
    office = Office(databases.opened(databases.sqlite_copy(sqlite_template(), tmp_path)))
    yield office
    office.engine.dispose()


def played(office: Office, calendar, deeds) -> Bureau:
    """Play deeds in a case of their own, with people of their own."""
    calendar.to("2026-11-23")
    for name in PEOPLE:
        office.people[name] = office.hire(f"{name}{uuid4()}")
    bureau = Bureau(office, calendar, office.apply(office.penalty(entity_id=office.party())))
    for deed in deeds:
        bureau.do(*deed)
    return bureau


QUICKLY = settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@QUICKLY
@given(deeds=st.lists(DEEDS, min_size=8, max_size=30))
def test_nobody_ever_has_two_parts(bureau, calendar, deeds):
    told = played(bureau, calendar, deeds)
    assert all(len(parts) == 1 for parts in told.seen.values())
    with bureau.begin() as session:
        kept = select(CasePart.officer_id, CasePart.part).where(CasePart.case_id == told.case_id)
        parts = {who: part for who, part in session.execute(kept)}  # noqa: C416  # rows are no pairs to dict()
    assert all({parts[who]} == seen for who, seen in told.seen.items())


LENT_TO_THE_HANDLER = [
    ("grant", "甲", Role.CASE_OFFICER),
    ("act", "甲", Role.CASE_OFFICER),
    ("grant", "甲", Role.REVIEWER),
    ("lend", "甲", "乙", Role.REVIEWER, 0, 3),
    ("act", "乙", Role.REVIEWER),
]


def test_planted_parts_of_the_one_acting_alone_let_another_review_what_he_handled(
    bureau, calendar, monkeypatch
):
    monkeypatch.setattr(standing.Standing, "holds_apart", lambda *_: None)
    monkeypatch.setattr(standing, "take_part", lambda *_: None)
    seen = played(bureau, calendar, LENT_TO_THE_HANDLER).seen
    assert {Part.HANDLING, Part.REVIEWING} in seen.values()


def test_with_the_rule_in_place_the_same_deeds_leave_him_one_part(bureau, calendar):
    seen = played(bureau, calendar, LENT_TO_THE_HANDLER).seen
    assert list(seen.values()) == [{Part.HANDLING}]
