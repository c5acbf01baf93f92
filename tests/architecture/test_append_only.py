"""What is append-only is kept so by the database itself, whoever asks it."""

import pytest
from sqlalchemy import MetaData, Table, delete, select, text, update
from sqlalchemy.exc import DBAPIError

from tests.processes.repair import Repair
from workflows.models import AppendOnly, Base

APPEND_ONLY = sorted(
    mapper.local_table.name for mapper in Base.registry.mappers if issubclass(mapper.class_, AppendOnly)
)
WALKED = {"answered_request", "case_step", "chain_link", "credit_entry", "definition", "document", "service"}
GUARDS = {
    "sqlite": "SELECT lower(name) FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT lower(tgname) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}


@pytest.fixture
def walked(office, calendar):
    """The database of a bureau in which a case was carried some way."""
    Repair(office, calendar).accept()
    return office.engine


def unguarded(engine) -> list[str]:
    """Return the append-only tables that the database lets be changed or emptied."""
    with engine.connect() as connection:
        guards = set(connection.scalars(text(GUARDS[engine.dialect.name])))
    return [name for name in APPEND_ONLY if not {f"{name}_update", f"{name}_delete"} <= guards]


def test_every_append_only_table_has_its_guards(walked):
    assert unguarded(walked) == []


def test_planted_a_table_that_lost_its_guard_is_named(walked):
    on_table = " ON recusal" if walked.dialect.name == "postgresql" else ""
    with walked.begin() as connection:
        connection.execute(text(f"DROP TRIGGER recusal_delete{on_table}"))
    assert unguarded(walked) == ["recusal"]


@pytest.mark.parametrize("name", sorted(WALKED))
@pytest.mark.parametrize("statement", [update, delete])
def test_rows_that_stand_are_neither_changed_nor_removed(walked, name, statement):
    table = Table(name, MetaData(), autoload_with=walked)
    column = next(column for column in table.columns if not column.primary_key)
    asked = update(table).values({column: column}) if statement is update else delete(table)
    with walked.connect() as connection:
        assert connection.execute(select(table)).first()
        with pytest.raises(DBAPIError, match="append-only"):
            connection.execute(asked)
