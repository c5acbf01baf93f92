"""what a record says is kept in versions; those that stand get their first one after the upgrade."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"

ERASED = "（已依法删除）"
TABLE = "record_version"
REASONS = "'put_on_record', 'corrected', 'published', 'restored', 'kept'"
CLEAR = ("id", "record_id", "number", "reason", "terms", "at", "commit_id")
REFUSED = f"BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
KEPT = " AND ".join(f'NEW."{name}" IS OLD."{name}"' for name in CLEAR)
ON_RECORD = f"SELECT 1 FROM erasure WHERE table_name = '{TABLE}' AND row_id = OLD.id AND column_name = 'body'"
BUT_ERASED = f"{KEPT} AND (NEW.body IS OLD.body OR NEW.body = '{{}}') AND EXISTS ({ON_RECORD})"
SQLITE = (
    f"CREATE TRIGGER {TABLE}_delete BEFORE DELETE ON {TABLE} {REFUSED}",
    f"CREATE TRIGGER {TABLE}_update BEFORE UPDATE ON {TABLE} WHEN NOT ({BUT_ERASED}) {REFUSED}",
)


def upgrade():
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("salts", sa.JSON(), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(f"reason IN ({REASONS})", name=op.f(f"ck_{TABLE}_reason")),
        sa.CheckConstraint("number > 0", name=op.f(f"ck_{TABLE}_number")),
        sa.ForeignKeyConstraint(["record_id"], ["credit_record.id"], name=op.f(f"fk_{TABLE}_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("record_id", "number", name=op.f(f"uq_{TABLE}_record_id_number")),
    )
    guard_sqlite() if op.get_bind().dialect.name == "sqlite" else guard()


def guard_sqlite():
    """Nobody changes or removes a version; but for a content whose erasure is on record."""
    for trigger in SQLITE:
        op.execute(trigger)


def guard():
    for act, each in (("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {TABLE}_{act} BEFORE {act} ON {TABLE} FOR EACH {each} EXECUTE FUNCTION append_only()"
        )
    op.execute(
        f"CREATE TRIGGER {TABLE}_update BEFORE UPDATE ON {TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION append_only_but_erased('{ERASED}')"
    )


def downgrade():
    op.drop_table(TABLE)
