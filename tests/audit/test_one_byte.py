"""Every column of every row that matters: changed by the database's owner, it is found."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import (
    JSON,
    Column,
    Date,
    Integer,
    LargeBinary,
    Numeric,
    String,
    Uuid,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session

from tests.audit.filling import fill_the_other_tables
from tests.audit.planting import change, findings
from tests.audit.walks import AUDITED_AT
from workflows import audit
from workflows.audit.witnessed import WATCHED, _standing
from workflows.models import AppendOnly, Base, Chained, Outside, Witnessed
from workflows.models.base import UtcInstant

CHAINED = {
    mapper.class_.__tablename__: mapper.class_
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, Chained)
}
APPEND_ONLY = {
    mapper.class_.__tablename__: mapper.class_
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, AppendOnly)
}
# Of the tables that the chain does not hold: in each a column of which one byte is changed.
ONE_BYTE = {"chain_link": "body", "definition": "source", "form_wording": "content"}
SOME = {
    Integer: 7,
    Numeric: Decimal(7),
    LargeBinary: b"x",
    String: "x",
    Date: date(2026, 11, 23),
    UtcInstant: AUDITED_AT,
    Uuid: UUID(int=7),
    JSON: [7],
}
"""What stands in a column in the place of nothing, by the column's type."""
OTHERS: dict[type, Callable[[Any], Any]] = {
    bool: lambda value: not value,
    int: lambda value: value + 10_000,
    Decimal: lambda value: value + 1,
    date: lambda value: value + timedelta(days=1),
    datetime: lambda value: value + timedelta(days=1),
    UUID: lambda value: UUID(int=value.int ^ 1),
    bytes: lambda value: value[:-1] + bytes([value[-1] ^ 1]),
    str: lambda value: value[:-1] + chr(ord(value[-1:] or "y") ^ 1),
}


def other(column: Column[Any], value: Any) -> Any:
    """Return another value that the column could hold; of plain JSON, a list with it."""
    if value is None:
        return next(some for kind, some in SOME.items() if isinstance(column.type, kind))
    return OTHERS.get(type(value), lambda value: [value])(value)


def let_through(session: Session, table: str) -> None:
    """Let nothing but the chain stand against a change: no check, no key of another table."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA ignore_check_constraints = ON"))
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        return
    for check in inspect(session.connection()).get_check_constraints(table):
        session.execute(text(f'ALTER TABLE "{table}" DROP CONSTRAINT "{check["name"]}"'))


def unnoticed(session: Session, model: Any, noticed: Callable[[Session], object]) -> list[str]:
    """Change each column of a row, one after the other, and return those of which the auditor says nothing."""
    table, missed = model.__table__, []
    row = session.execute(select(table).order_by(*table.primary_key).limit(1)).mappings().one()
    key = [column == row[column.name] for column in table.primary_key]
    for column in table.columns:
        with session.begin_nested() as undone:
            changed = {column: other(column, row[column.name])}
            session.execute(update(table).where(*key).values(changed))
            if not noticed(session):
                missed.append(column.name)
            undone.rollback()
    return missed


def test_the_drill_reaches_every_append_only_table():
    assert ONE_BYTE.keys() | CHAINED.keys() | {one.table for one in WATCHED} >= APPEND_ONLY.keys()


def test_every_table_says_how_it_is_held_or_why_it_need_not_be():
    models = [one.class_ for one in Base.registry.mappers]
    assert [model for model in models if not issubclass(model, Chained | Witnessed | Outside)] == []
    assert all(model.why_outside for model in models if issubclass(model, Outside))


@pytest.mark.parametrize("table", sorted(CHAINED))
def test_a_change_in_any_column_of_a_chained_row_is_found(table, session):
    fill_the_other_tables(session)
    let_through(session, table)
    assert findings(session, "B6.1") == []
    assert unnoticed(session, CHAINED[table], lambda session: findings(session, "B6.1")) == []


@pytest.mark.parametrize("watched", WATCHED, ids=lambda watched: watched.table)
def test_a_change_in_any_column_of_a_witnessed_row_is_found(watched, session):
    let_through(session, watched.table)
    marks = dict(_standing(session, watched, lambda _key: True))

    def noticed(session: Session) -> bool:
        return dict(_standing(session, watched, lambda _key: True)) != marks

    assert unnoticed(session, watched.model, noticed) == watched.left_out.split()


def test_the_auditor_watches_what_the_writer_witnesses():
    held = {one.class_ for one in Base.registry.mappers if issubclass(one.class_, Witnessed)}
    told = {model.__tablename__: tuple(sorted(model.unmarked)) for model in held}
    assert {one.table: tuple(sorted(one.left_out.split())) for one in WATCHED} == told


@pytest.mark.parametrize("table", ONE_BYTE)
def test_one_changed_byte_of_the_others_is_found(table, session, tmp_path):
    with time_machine.travel(AUDITED_AT + timedelta(days=1)):
        audit.export_head(session, tmp_path)
        model = APPEND_ONLY[table]
        row = session.scalars(select(model).order_by(*model.__table__.primary_key).limit(1)).one()
        column = model.__table__.c[ONE_BYTE[table]]
        change(session, row, **{column.name: other(column, getattr(row, column.name))})
        assert findings(session, "B5.2", "B6.1", "B8.1") or list(audit.check_heads(session, tmp_path))


@pytest.mark.parametrize("column", ["fine", "decided_on", "content", "violation_type"])
def test_a_decision_that_reads_otherwise_than_it_was_sealed_is_named(column, session):
    table = Base.metadata.tables["penalty_decision"]
    row = session.execute(select(table).where(table.c.fine.is_not(None)).limit(1)).mappings().one()
    value = row[column] + 1 if column == "fine" else other(table.c[column], row[column])
    session.execute(update(table).where(table.c.id == row["id"]).values({column: value}))
    [found] = findings(session, "B6.1")
    assert (found.table, found.row_id) == ("penalty_decision", str(row["id"]))
