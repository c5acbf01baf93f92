"""A release may give a table a column that is never empty: its rows are marked anew, and nothing else is forgiven."""

import pytest
from sqlalchemy import update

from tests.audit.planting import findings, unguard
from tests.processes.repair import Repair
from workflows.models import Task
from workflows.register.remarking import mark_anew


@pytest.fixture
def case(office, calendar, monkeypatch):
    """A case whose tasks were witnessed before their table had a title."""
    monkeypatch.setattr(Task, "unmarked", ("title",))
    repair = Repair(office, calendar).do("formal_check", materials="complete").agree("review_acceptance")
    monkeypatch.setattr(Task, "unmarked", ())
    monkeypatch.setattr(Task, "later", ("title",))
    return repair


def remarked(office) -> int:
    with office.begin() as session:
        return mark_anew(session)


def strange(office) -> set[str]:
    with office.begin() as session:
        return {one.row_id for one in findings(session, "B6.6")}


def test_rows_of_before_are_marked_anew_once_and_the_auditor_is_content(office, case):
    tasks = {str(task.id) for task in office.all(Task)}
    assert len(tasks) == 2 and strange(office) == tasks
    assert remarked(office) == 2
    assert strange(office) == set() and remarked(office) == 0


def test_a_row_that_was_changed_in_anything_else_is_not_forgiven(office, case):
    changed = office.one(Task, name="verify")
    with office.begin() as session:
        unguard(session)
        session.connection().execute(update(Task).where(Task.id == changed.id).values(name="review"))
    assert remarked(office) == 1 and strange(office) == {str(changed.id)}


def test_a_row_that_is_marked_with_the_new_column_is_held_to_it(office, case):
    remarked(office)
    changed = office.one(Task, name="verify")
    with office.begin() as session:
        unguard(session)
        session.connection().execute(update(Task).where(Task.id == changed.id).values(title="别的"))
    assert remarked(office) == 0 and strange(office) == {str(changed.id)}
