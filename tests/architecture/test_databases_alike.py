"""Both databases have the same tables, columns, keys, checks and indexes, and they are those of the models."""

from typing import Any

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.schema import CheckConstraint

from tests import databases
from tests.fixtures import postgresql_server, sqlite_template
from workflows.jobs import is_ours
from workflows.models import Base

# What each database calls a type, in one word for both.
SAME = {
    "DATETIME": "INSTANT",
    "TIMESTAMP": "INSTANT",
    "CHAR(32)": "UUID",
    "BLOB": "BYTES",
    "BYTEA": "BYTES",
    "DOUBLE PRECISION": "FLOAT",
}
Catalogue = dict[str, dict[str, Any]]


@pytest.fixture
def engines(tmp_path):
    """An empty, migrated database of each kind."""
    with databases.postgresql_copy(postgresql_server()) as url:
        found = [databases.opened(databases.sqlite_copy(sqlite_template(), tmp_path)), databases.opened(url)]
        yield found
        for engine in found:
            engine.dispose()


def catalogue(engine: Engine) -> Catalogue:
    """Return everything that a database says of our tables, in words that both share."""
    seen = inspect(engine)
    names = [name for name in seen.get_table_names() if not is_ours(name) and name != "alembic_version"]
    return {name: _table(seen, name) for name in names}


def _table(seen: Any, name: str) -> dict[str, Any]:
    keys = seen.get_foreign_keys(name)
    uniques = {tuple(one["column_names"]) for one in seen.get_unique_constraints(name)}
    return {
        "columns": {one["name"]: (_type(one["type"]), one["nullable"]) for one in seen.get_columns(name)},
        "primary key": seen.get_pk_constraint(name)["constrained_columns"],
        "foreign keys": {
            (*one["constrained_columns"], one["referred_table"], *one["referred_columns"]) for one in keys
        },
        "uniques": uniques,
        "checks": {one["name"] for one in seen.get_check_constraints(name)},
        "indexes": {_index(one) for one in seen.get_indexes(name) if not one.get("duplicates_constraint")},
    }


def _type(found: Any) -> str:
    return SAME.get(str(found), str(found))


def _index(one: dict[str, Any]) -> tuple[Any, ...]:
    where = [value for key, value in one.get("dialect_options", {}).items() if key.endswith("_where")]
    return one["name"], tuple(one["column_names"]), bool(one["unique"]), bool(where)


def differences(one: Catalogue, other: Catalogue) -> list[str]:
    """Return each table and the respect in which two databases differ."""
    lonely = [f"{name}: only in one" for name in one.keys() ^ other.keys()]
    both = sorted(one.keys() & other.keys())
    return lonely + [
        f"{name}: {what}" for name in both for what in one[name] if one[name][what] != other[name][what]
    ]


def test_both_databases_are_alike(engines):
    assert differences(*map(catalogue, engines)) == []


PLANTED = {
    "ALTER TABLE task ADD COLUMN note VARCHAR(10)": "task: columns",
    "DROP INDEX ix_deadline_due_at": "deadline: indexes",
    'CREATE UNIQUE INDEX uq_case_entity ON "case" (entity_id)': "case: indexes",
    "CREATE TABLE extra (id INTEGER PRIMARY KEY)": "extra: only in one",
}


@pytest.mark.parametrize(("fault", "named"), PLANTED.items(), ids=PLANTED)
@pytest.mark.parametrize("which", [0, 1], ids=["sqlite", "postgresql"])
def test_a_planted_difference_is_named(engines, which, fault, named):
    with engines[which].begin() as connection:
        connection.execute(text(fault))
    assert differences(*map(catalogue, engines)) == [named]


@pytest.mark.parametrize("which", [0, 1], ids=["sqlite", "postgresql"])
def test_the_migrations_build_what_the_models_say(engines, which):
    found, tables = catalogue(engines[which]), Base.metadata.tables
    assert found.keys() == tables.keys()
    for name, table in tables.items():
        assert found[name]["columns"].keys() == set(table.columns.keys())
        assert found[name]["checks"] == {
            one.name for one in table.constraints if isinstance(one, CheckConstraint)
        }
        assert {one[0] for one in found[name]["indexes"]} == {one.name for one in table.indexes}
