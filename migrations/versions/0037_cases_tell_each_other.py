"""cases tell each other what they decided; each message is taken once by each case."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"

MESSAGE, TAKEN = "case_message", "case_message_taken"


def upgrade():
    op.create_table(
        MESSAGE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        *of_the_chain(MESSAGE),
    )
    op.create_table(
        TAKEN,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], [f"{MESSAGE}.id"], name=op.f(f"fk_{TAKEN}_message_id")),
        sa.UniqueConstraint("message_id", "case_id", name=op.f(f"uq_{TAKEN}_message_id_case_id")),
        *of_the_chain(TAKEN),
    )
    for table in (MESSAGE, TAKEN):
        op.create_index(f"ix_{table}_case_id", table, ["case_id"])
        guard(table)


def of_the_chain(table):
    return (
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f(f"fk_{table}_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def guard(table):
    """Nobody changes or removes what was told and taken."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_{act} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    for act, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_{act} BEFORE {act} ON {table} FOR EACH {each} EXECUTE FUNCTION append_only()"
        )


def downgrade():
    op.drop_table(TAKEN)
    op.drop_table(MESSAGE)
