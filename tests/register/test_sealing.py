"""The session seals what it writes: nothing is left out, whoever wrote it, and what was taken back is not in it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, event, insert, select, update

from tests.audit.planting import findings
from tests.office import VERIFIED
from tests.processes.repair import Repair
from workflows import clock
from workflows.models import (
    Case,
    ChainLink,
    Deadline,
    ParameterSetting,
    Task,
    Witness,
)
from workflows.models.written import PastTheSession
from workflows.register import stock
from workflows.register.stock import take_stock

ANSWER = {"key": "tier.suspension", "value": "SERIOUS", "reason": "核实", "confirmed_by": "法规科"}


@pytest.fixture
def case(office, calendar):
    return Repair(office, calendar).accept()


def an_answer(office):
    at = clock.now()
    return ParameterSetting(**ANSWER, from_day=at.date(), set_by_id=office.people["chief"], at=at)


def test_a_row_of_the_chain_that_nobody_put_under_a_commit_gets_one_and_its_link(office):
    row = an_answer(office)
    with office.begin() as session:
        session.add(row)
    [kept] = office.all(ParameterSetting)
    assert len(office.all(ChainLink, commit_id=kept.commit_id)) == 1
    with office.begin() as session:
        assert findings(session, "B6.1") == []


def test_reading_leaves_no_link(case):
    links = len(case.office.all(ChainLink))
    with case.office.begin() as session:
        assert session.scalars(select(Case)).all()
    assert len(case.office.all(ChainLink)) == links


def test_what_a_savepoint_gave_up_is_neither_sealed_nor_witnessed(case):
    row = an_answer(case.office)
    with case.office.begin() as session:
        task = session.scalars(select(Task)).first()
        with session.begin_nested() as savepoint:
            session.add(row)
            session.flush()
            savepoint.rollback()
        task.claimed_by_id = case.office.people["case_officer"]
    with case.office.begin() as session:
        assert session.scalars(select(ParameterSetting)).all() == []
        assert findings(session, "B6.1", "B6.6") == []


def test_a_task_that_is_claimed_is_witnessed_in_a_link_of_its_own(case):
    links = len(case.office.all(ChainLink))
    with case.office.begin() as session:
        task = session.scalars(select(Task)).first()
        task.claimed_by_id = case.office.people["case_officer"]
        name = str(task.id)
    told = max(case.office.all(Witness), key=lambda one: one.id)
    assert list(told.marks) == ["task"] and list(told.marks["task"]) == [name]
    assert len(case.office.all(ChainLink)) == links + 1


@pytest.mark.own_database
def test_of_two_who_change_different_columns_of_a_row_the_later_marks_what_stands(case):
    office = case.office
    if office.engine.dialect.name == "sqlite":
        pytest.skip("SQLite lets one write at a time from the start")
    with office.begin() as first:
        row = first.scalars(select(Deadline)).first()
        with ThreadPoolExecutor(1) as another:
            another.submit(change_basis, office, row.id).result()
        row.title = "另一名称"
    with office.begin() as session:
        assert findings(session, "B6.6") == []


def change_basis(office, deadline_id):
    with office.begin() as session:
        session.get_one(Deadline, deadline_id).basis = "另一依据"


STATEMENTS = [update(Task).values(role="window"), delete(Deadline), insert(ParameterSetting).values(**ANSWER)]


@pytest.mark.parametrize("statement", STATEMENTS, ids=["update", "delete", "insert"])
def test_a_statement_that_the_session_would_not_see_is_refused(statement, office):
    with pytest.raises(PastTheSession), office.begin() as session:
        session.execute(statement)


def test_a_table_that_becomes_witnessed_is_marked_as_it_stands_and_never_again(case, monkeypatch):
    with case.office.begin() as session:
        assert take_stock(session) == 0
    others = {model.__tablename__ for model in stock._witnessed()} - {"deadline"}
    monkeypatch.setattr(stock, "_marked_tables", lambda _session: others)
    with case.office.begin() as session:
        assert take_stock(session) == len(session.scalars(select(Deadline)).all())
    with case.office.begin() as session:
        assert findings(session, "B6.1", "B6.6") == []


def test_what_the_session_adds_to_a_step_is_a_few_statements_however_much_was_written(case):
    """Locking the head, reading what was changed again, witness, head, link; not one for each row."""
    statements: list[str] = []
    engine = case.office.engine

    def note(*call):
        statements.append(call[2])

    event.listen(engine, "before_cursor_execute", note)
    case.do("verify", **VERIFIED)
    event.remove(engine, "before_cursor_execute", note)
    last = next(place for place, one in enumerate(statements) if "FROM chain_head" in one)
    assert len(statements[last:]) <= 8, statements[last:]
