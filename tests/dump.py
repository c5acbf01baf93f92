"""Everything that a database holds, so that before and after can be compared."""

from sqlalchemy import Engine, MetaData, select

SCHEMAS = {"sqlite": [None], "postgresql": [None, "dbos"]}


def dump(engine: Engine) -> dict[str, list[str]]:
    """Return every row of every table, the job engine's among them."""
    tables = [table for schema in SCHEMAS[engine.dialect.name] for table in _tables(engine, schema)]
    with engine.connect() as connection:
        return {table.fullname: sorted(map(repr, connection.execute(select(table)))) for table in tables}


_known: dict[tuple[str, str | None], MetaData] = {}


def _tables(engine: Engine, schema: str | None) -> list:
    known = _known.get((engine.dialect.name, schema))
    if known is None:
        known = _known[engine.dialect.name, schema] = MetaData(schema=schema)
        known.reflect(engine)
    return list(known.tables.values())
