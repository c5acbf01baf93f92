"""a colleague is asked before he is named as second officer; how somebody came to have a part in a case."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

ERASED = "（已依法删除）"
REQUEST, ANSWER = "second_officer_request", "second_officer_answer"
VERDICTS = "'agreed', 'declined', 'withdrawn'"
WAYS = "'acted', 'agreed', 'named'"
FOREIGN = {
    REQUEST: {
        "officer_id": "officer",
        "asked_by_id": "officer",
        "department_id": "department",
        "case_id": "case",
        "entity_id": "business_entity",
    },
    ANSWER: {"request_id": REQUEST, "by_id": "officer"},
}
SQLITE = """
CREATE TRIGGER {table}_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
SQLITE_BUT_ERASED = """
CREATE TRIGGER {table}_update BEFORE UPDATE ON {table}
WHEN NOT ({unchanged} AND (NEW.reason IS OLD.reason OR NEW.reason = '{erased}' AND EXISTS (
    SELECT 1 FROM erasure WHERE table_name = '{table}' AND row_id = OLD.id AND column_name = 'reason'))
AND EXISTS (SELECT 1 FROM erasure WHERE table_name = '{table}' AND row_id = OLD.id))
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL = (
    "CREATE TRIGGER {table}_{act} BEFORE {act} ON {table} FOR EACH {each} EXECUTE FUNCTION append_only()"
)
POSTGRESQL_BUT_ERASED = (
    "CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION append_only_but_erased('{erased}')"
)


def upgrade():
    make_requests()
    make_answers()
    # In words of its own: SQLite would lose the table's triggers with the table that a batch makes anew.
    op.execute(
        "ALTER TABLE case_part ADD COLUMN through VARCHAR(64) CONSTRAINT ck_case_part_through "
        f"CHECK (through IS NULL OR through IN ({WAYS}))"
    )
    guard()


def make_requests():
    op.create_table(
        REQUEST,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("process_key", sa.String(64), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("entity_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(case_id IS NULL) <> (entity_id IS NULL)", name=op.f(f"ck_{REQUEST}_one_subject")
        ),
        sa.CheckConstraint("officer_id <> asked_by_id", name=op.f(f"ck_{REQUEST}_two_people")),
        *keys(REQUEST),
    )
    for column in ("officer_id", "asked_by_id", "case_id"):
        op.create_index(f"ix_{REQUEST}_{column}", REQUEST, [column])


def make_answers():
    op.create_table(
        ANSWER,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(64), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("salts", sa.JSON(), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(f"verdict IN ({VERDICTS})", name=op.f(f"ck_{ANSWER}_verdict")),
        sa.UniqueConstraint("request_id", name=op.f(f"uq_{ANSWER}_request_id")),
        *keys(ANSWER),
    )


def keys(table):
    foreign = [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, target in FOREIGN[table].items()
    ]
    return [*foreign, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]


def guard():
    """Nobody changes or removes what was asked and answered; but for a reason whose erasure is on record."""
    if op.get_bind().dialect.name == "sqlite":
        kept = ("id", "request_id", "verdict", "by_id", "at", "commit_id")
        unchanged = " AND ".join(f'NEW."{name}" IS OLD."{name}"' for name in kept)
        op.execute(SQLITE_BUT_ERASED.format(table=ANSWER, unchanged=unchanged, erased=ERASED))
        for table, act in ((REQUEST, "UPDATE"), (REQUEST, "DELETE"), (ANSWER, "DELETE")):
            op.execute(SQLITE.format(table=table, act=act))
        return
    op.execute(POSTGRESQL_BUT_ERASED.format(table=ANSWER, erased=ERASED))
    for table, acts in ((REQUEST, ("UPDATE", "DELETE", "TRUNCATE")), (ANSWER, ("DELETE", "TRUNCATE"))):
        for act in acts:
            each = "STATEMENT" if act == "TRUNCATE" else "ROW"
            op.execute(POSTGRESQL.format(table=table, act=act, each=each))


def downgrade():
    op.drop_table(ANSWER)
    op.drop_table(REQUEST)
    op.drop_column("case_part", "through")
