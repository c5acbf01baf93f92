"""Builds the database of an earlier release: its tables by the migrations it had, its rows from the recording."""

import base64
import json
import lzma
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from alembic import command
from alembic.config import Config
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    Integer,
    MetaData,
    Numeric,
    Uuid,
    func,
    select,
    text,
)
from sqlalchemy.types import JSON

from webapp.migrating import SCRIPTS

RECORDED = Path(__file__).with_name("before.json.xz")
VERSION = "alembic_version"
Rows = Mapping[str, list[dict[str, Any]]]


def recorded() -> Mapping[str, Any]:
    """Return who waited for what, and every row of every table."""
    found: dict[str, Any] = json.loads(lzma.decompress(RECORDED.read_bytes()))
    return found


def build(engine: Engine, tables: Rows) -> None:
    """Make the tables of the release that was recorded, and fill them."""
    script = Config()
    script.set_main_option("script_location", str(SCRIPTS))
    with engine.begin() as connection:
        script.attributes["connection"] = connection
        command.upgrade(script, tables[VERSION][0]["version_num"])
    with engine.begin() as connection:
        _fill(connection, {name: rows for name, rows in tables.items() if name != VERSION})


def _fill(connection: Connection, tables: Rows) -> None:
    on_postgresql = connection.dialect.name == "postgresql"
    if on_postgresql:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
    else:
        connection.execute(text("PRAGMA defer_foreign_keys = 1"))
    known = MetaData()
    known.reflect(connection, only=list(tables))
    for name, rows in tables.items():
        table = known.tables[name]
        connection.execute(table.delete())
        if rows:
            readers = {column.name: _reader(column) for column in table.columns}
            connection.execute(
                table.insert(),
                [{key: _read(readers[key], value) for key, value in row.items()} for row in rows],
            )
        if on_postgresql:
            _count_on(connection, table)


def _count_on(connection: Connection, table: Any) -> None:
    """Let the next row's number follow the last one's."""
    for column in table.primary_key:
        if isinstance(column.type, Integer) and column.autoincrement is not False:
            sequence = connection.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
            last = connection.scalar(select(func.max(column)))
            if sequence and last:
                connection.execute(select(func.setval(sequence, last)))


def _read(reader: Callable[[Any], Any], value: Any) -> Any:
    if isinstance(value, dict):
        return base64.b64decode(value["octets"])
    return None if value is None else reader(value)


def _reader(column: Column[Any]) -> Callable[[Any], Any]:
    """Return how a value of the recording, which SQLite held, becomes one of this column."""
    kinds: tuple[tuple[type, Callable[[Any], Any]], ...] = (
        (DateTime, lambda value: datetime.fromisoformat(value).replace(tzinfo=UTC)),
        (Date, date.fromisoformat),
        (Boolean, bool),
        (JSON, json.loads),
        (Numeric, lambda value: Decimal(str(value))),
        (Uuid, UUID),
    )
    return next((read for kind, read in kinds if isinstance(column.type, kind)), _as_it_is)


def _as_it_is(value: Any) -> Any:
    return value
