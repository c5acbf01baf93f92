"""Runs the migrations on the connection that the application hands in; the job engine's tables are not ours."""

from alembic import context

from workflows.jobs import is_ours
from workflows.models import Base


def include(name, kind, parents):
    """Leave the job engine's tables and schema alone."""
    return not (kind in {"table", "schema"} and is_ours(name))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    include_name=include,
    render_as_batch=False,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
