"""cases are linked to one another, with a reason."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"

TABLE = "case_link"
REASONS = "'opened_together'"


def upgrade():
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("earlier_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("case_id <> earlier_id", name=op.f(f"ck_{TABLE}_two_cases")),
        sa.CheckConstraint(f"reason IN ({REASONS})", name=op.f(f"ck_{TABLE}_reason")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f(f"fk_{TABLE}_case_id")),
        sa.ForeignKeyConstraint(["earlier_id"], ["case.id"], name=op.f(f"fk_{TABLE}_earlier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint(
            "case_id", "earlier_id", "reason", name=op.f(f"uq_{TABLE}_case_id_earlier_id_reason")
        ),
    )
    op.create_index(f"ix_{TABLE}_earlier_id", TABLE, ["earlier_id"])
    for act in ("UPDATE", "DELETE"):
        guard(act)
    if op.get_bind().dialect.name != "sqlite":
        guard("TRUNCATE")


def guard(act):
    """Nobody changes or removes a link."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {TABLE}_{act} BEFORE {act} ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
        )
        return
    each = "STATEMENT" if act == "TRUNCATE" else "ROW"
    op.execute(
        f"CREATE TRIGGER {TABLE}_{act} BEFORE {act} ON {TABLE} FOR EACH {each} EXECUTE FUNCTION append_only()"
    )


def downgrade():
    op.drop_table(TABLE)
