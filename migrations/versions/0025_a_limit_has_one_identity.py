"""limits that were counted anew or ran out while nobody waited for them, and tasks about one's own work."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

INSTANTS = ("uncaught_at", "caught_at")


def upgrade():
    replaces = "replaces_id INTEGER CONSTRAINT fk_deadline_replaces_id REFERENCES deadline (id)"
    op.execute(f"ALTER TABLE deadline ADD COLUMN {replaces}")
    for name in INSTANTS:
        op.add_column("deadline", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.add_column("task", sa.Column("not_by", sa.JSON(), nullable=True))


def downgrade():
    op.drop_column("task", "not_by")
    for name in (*INSTANTS, "replaces_id"):
        op.drop_column("deadline", name)
