"""The job engine's own tables: made and brought up to date by the engine, never by our migrations."""

from sqlalchemy import Engine

SCHEMA = "dbos"  # on PostgreSQL; SQLite has no schemas, there the tables stand beside ours
TABLES = frozenset(
    {
        "application_versions",
        "dbos_migrations",
        "event_dispatch_kv",
        "notifications",
        "operation_outputs",
        "queues",
        "streams",
        "workflow_events",
        "workflow_events_history",
        "workflow_input",
        "workflow_output",
        "workflow_schedules",
        "workflow_status",
    }
)


def is_ours(name: str | None) -> bool:
    """Return whether a table or schema of this name is the job engine's, so that Alembic leaves it alone."""
    return name == SCHEMA or name in TABLES


def prepare(engine: Engine) -> None:
    """Create or migrate the job engine's tables in this database; again, or by two at once, does no harm.

    Call it outside every transaction: on PostgreSQL it builds indexes, and waits for all others to end.
    """
    from dbos import DBOS  # noqa: PLC0415  # the engine is large, and the tables' names are asked for without it

    DBOS.migrate(address(engine), schema=SCHEMA)


def address(engine: Engine) -> str:
    """Return the URL by which the job engine opens the same database with connections of its own."""
    return engine.url.render_as_string(hide_password=False)
