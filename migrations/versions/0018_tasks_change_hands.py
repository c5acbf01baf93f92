"""tasks that were taken from somebody, and given to another."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

TABLE, ERASED = "reassignment", "（已依法删除）"
SQLITE = """
CREATE TRIGGER reassignment_update BEFORE UPDATE ON reassignment
WHEN NOT ({unchanged} AND EXISTS (SELECT 1 FROM erasure WHERE table_name = 'reassignment' AND row_id = OLD.id
    AND column_name = 'reason') AND NEW.reason IN (OLD.reason, '{erased}'))
BEGIN SELECT RAISE(ABORT, 'reassignment is append-only'); END
"""
SQLITE_DELETE = """
CREATE TRIGGER reassignment_delete BEFORE DELETE ON reassignment
BEGIN SELECT RAISE(ABORT, 'reassignment is append-only'); END
"""
POSTGRESQL = (
    "CREATE TRIGGER reassignment_{act} BEFORE {act} ON reassignment FOR EACH {each} EXECUTE FUNCTION {call}"
)


def upgrade():
    people = {"from_id": True, "to_id": True, "by_id": False}
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=empty) for name, empty in people.items()),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("salts", sa.JSON(), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_reassignment_case_id")),
        *(
            sa.ForeignKeyConstraint([name], ["officer.id"], name=op.f(f"fk_reassignment_{name}"))
            for name in people
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reassignment")),
    )
    op.create_index(op.f("ix_reassignment_case_id"), TABLE, ["case_id"])
    if op.get_bind().dialect.name == "sqlite":
        names = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(TABLE)]
        kept = [f'NEW."{name}" IS OLD."{name}"' for name in names if name not in {"reason", "salts"}]
        op.execute(SQLITE.format(unchanged=" AND ".join(kept), erased=ERASED))
        op.execute(SQLITE_DELETE)
        return
    op.execute(POSTGRESQL.format(act="update", each="ROW", call=f"append_only_but_erased('{ERASED}')"))
    for act, each in (("delete", "ROW"), ("truncate", "STATEMENT")):
        op.execute(POSTGRESQL.format(act=act, each=each, call="append_only()"))


def downgrade():
    op.drop_table(TABLE)
