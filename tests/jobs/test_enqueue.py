"""A job and what causes it are one transaction."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event, inspect, text
from sqlalchemy.orm import Session

from tests.jobs.database import Mark, count, opened
from workflows.jobs import enqueue, is_ours, prepare
from workflows.jobs.queueing import SERIALIZER


def queued(engine) -> list[str]:
    table = "workflow_status" if engine.dialect.name == "sqlite" else "dbos.workflow_status"
    with engine.connect() as connection:
        return list(connection.scalars(text(f"SELECT workflow_uuid FROM {table}")))  # noqa: S608  # one of two names


def test_a_rollback_leaves_neither_row_nor_job(engine, begin):
    with pytest.raises(ZeroDivisionError), begin() as session:
        session.add(Mark(word="row"))
        enqueue(session, "note", "row", key="1")
        raise ZeroDivisionError
    assert (count(begin, "row"), queued(engine)) == (0, [])


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
    """The planted fault: a port that commits by itself leaves a job whose cause was rolled back."""
    with pytest.raises(ZeroDivisionError), begin() as session:
        session.rollback()
        with Session(engine) as other:
            enqueue(other, "note", "row", key="1")
            other.commit()
        raise ZeroDivisionError
    assert queued(engine) != []


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


def test_several_may_prepare_a_new_database_at_once(url):
    engine = opened(url)
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda _: prepare(engine), range(4)))
    assert queued(engine) == []
    engine.dispose()


def test_every_table_of_the_engine_is_known_to_be_no_table_of_ours(engine):
    if engine.dialect.name == "postgresql":
        assert is_ours("dbos") and inspect(engine).get_table_names("dbos")
        assert all(map(is_ours, inspect(engine).get_table_names("dbos")))
    beside = {name for name in inspect(engine).get_table_names() if not is_ours(name)}
    assert "workflow_status" not in beside and {"mark", "case", "trouble"} <= beside
