"""Handler ≠ reviewer ≠ approver ≠ hearing host over the whole case, also in another's place (程序规定 49)."""

from dataclasses import replace

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DatabaseError, IntegrityError

from forms.choices import Part, Role, people
from tests.casework import matrix
from workflows import clock
from workflows.casework import actor, standing
from workflows.models import CasePart


@pytest.fixture
def case_id(office):
    return office.apply(office.penalty())


@pytest.mark.long
def test_every_role_at_every_step_with_every_part_does_as_the_rules_say(office, case_id):
    assert list(matrix.wrong(office, case_id)) == []


def test_the_matrix_holds_every_lane_and_every_procedure():
    assert {step.lane for step in matrix.steps()} <= matrix.PARTS.keys()
    assert {step.process_key for step in matrix.steps()} >= {"credit_repair", "service"}


def faults(office, case_id):
    return " ".join(matrix.wrong(office, case_id, {"review", "approve"}))


def test_planted_a_reviewer_who_counts_as_a_handler_is_named(office, case_id, monkeypatch):
    monkeypatch.setitem(people.PARTS, Role.REVIEWER, Part.HANDLING)
    assert "credit_repair.review：reviewer reviewing part" in faults(office, case_id)


def test_planted_a_door_that_forgets_the_parts_is_named(office, case_id, monkeypatch):
    monkeypatch.setattr(standing, "collision", lambda *_: "")
    monkeypatch.setattr(standing.Standing, "holds_apart", lambda *_: None)
    monkeypatch.setattr(standing, "take_part", lambda *_: None)
    assert "credit_repair.approve：approver handling yes" in faults(office, case_id)


def test_planted_a_door_that_does_not_ask_for_the_role_is_named(office, case_id, monkeypatch):
    def any_role(session, officer_id):
        return (replace(seat, role=role) for seat in seats(session, officer_id) for role in Role)

    seats = actor.seats_of
    monkeypatch.setattr(standing, "seats_of", any_role)
    assert "credit_repair.approve：window None yes" in faults(office, case_id)


def test_the_database_keeps_one_part_for_one_person_and_lets_nobody_change_it(office, case_id):
    window = office.people["window"]
    again = CasePart(case_id=case_id, officer_id=window, part=Part.APPROVING, since=clock.now())
    with pytest.raises(IntegrityError), office.begin() as session:
        session.add(again)
    with pytest.raises(DatabaseError, match="append-only"), office.begin() as session:
        session.connection().execute(update(CasePart).values(part=Part.APPROVING))
