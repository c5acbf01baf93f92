"""A job and what causes it are one transaction."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event, inspect, text
from sqlalchemy.orm import Session

from tests.jobs.conftest import new_database
from tests.jobs.database import Mark, count
from workflows.jobs import enqueue, is_ours, prepare
from workflows.jobs.client import SERIALIZER


def queued(engine) -> list[str]:
    table = "workflow_status" if engine.dialect.name == "sqlite" else "dbos.workflow_status"
    with engine.connect() as connection:
        return list(connection.scalars(text(f"SELECT workflow_uuid FROM {table}")))  # noqa: S608  # one of two names


def rolled_back(engine, begin, enqueue) -> list[str]:
    """Return what is on the queue after its cause was rolled back."""
    with begin() as session:
        session.add(Mark(word="row"))
        session.flush()
        enqueue(session, "note", "row", key="1")
        session.rollback()
    assert count(begin, "row") == 0
    return queued(engine)


def test_a_rollback_leaves_neither_row_nor_job(engine, begin):
    assert rolled_back(engine, begin, enqueue) == []


def test_a_commit_leaves_the_row_and_exactly_one_job(engine, begin):
    with begin() as session:
        session.add(Mark(word="row"))
        enqueue(session, "note", "row", key="1")
    assert (count(begin, "row"), queued(engine)) == (1, ["note:1"])


def test_the_same_key_again_is_ignored(engine, begin):
    for word in ("first", "second"):
        with begin() as session:
            enqueue(session, "note", word, key="1")
    assert queued(engine) == ["note:1"]


def test_a_job_in_a_transaction_of_its_own_is_noticed(engine, begin):
    """The planted fault: a port that does not wait for the commit of its caller."""

    def enqueue_at_once(session, *job, key: str) -> None:
        session.rollback()  # SQLite has one writer
        with Session(engine) as of_its_own:
            enqueue(of_its_own, *job, key=key)
            of_its_own.commit()

    assert rolled_back(engine, begin, enqueue_at_once) == ["note:1"]


def test_putting_a_job_on_the_queue_costs_two_statements(engine, begin):
    statements: list[str] = []
    with begin() as session:
        session.connection()
        event.listen(engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
        enqueue(session, "note", "word", key="1", delay_seconds=5)
    assert [statement.split()[0] for statement in statements] == ["INSERT", "INSERT"]


def test_what_is_queued_is_plain_json(begin):
    with begin() as session, pytest.raises(TypeError):
        enqueue(session, "note", object(), key="1")
    assert SERIALIZER.serialize({"a": 1}) == '{"a":1}'


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path):
    with new_database(request, tmp_path, empty=True) as engine:
        yield engine


def test_several_may_prepare_a_new_database_at_once(empty):
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda _: prepare(empty), range(4)))
    assert queued(empty) == []


def test_every_table_of_the_engine_is_known_to_be_no_table_of_ours(engine):
    if engine.dialect.name == "postgresql":
        assert is_ours("dbos") and inspect(engine).get_table_names("dbos")
        assert all(map(is_ours, inspect(engine).get_table_names("dbos")))
    beside = {name for name in inspect(engine).get_table_names() if not is_ours(name)}
    assert "workflow_status" not in beside and {"mark", "case", "trouble"} <= beside
