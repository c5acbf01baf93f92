"""answers to the law's open questions, calendars entered later, what each version of the law was, moved deadlines."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

NEW = ("parameter_setting", "law_snapshot", "work_calendar", "deadline_move")
SQLITE = """
CREATE TRIGGER {table}_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL = (
    "CREATE TRIGGER {table}_{act} BEFORE {act} ON {table} FOR EACH {each} EXECUTE FUNCTION append_only()"
)


def upgrade():
    make_settings()
    make_snapshots()
    make_calendars()
    make_moves()
    guard()


def make_settings():
    op.create_table(
        "parameter_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("confirmed_by", sa.String(length=300), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "length(reason) > 0 AND length(confirmed_by) > 0", name=op.f("ck_parameter_setting_told")
        ),
        sa.ForeignKeyConstraint(["set_by_id"], ["officer.id"], name=op.f("fk_parameter_setting_set_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parameter_setting")),
    )
    op.create_index("ix_parameter_setting_key_from_day", "parameter_setting", ["key", "from_day"])


def make_snapshots():
    op.create_table(
        "law_snapshot",
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("files", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_law_snapshot")),
    )


def make_calendars():
    op.create_table(
        "work_calendar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("notice_number", sa.String(length=300), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("imported_by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(notice_number) > 0", name=op.f("ck_work_calendar_notice")),
        sa.ForeignKeyConstraint(
            ["imported_by_id"], ["officer.id"], name=op.f("fk_work_calendar_imported_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_calendar")),
    )
    op.create_index("ix_work_calendar_year", "work_calendar", ["year"])


def make_moves():
    op.create_table(
        "deadline_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("old_last_day", sa.Date(), nullable=False),
        sa.Column("new_last_day", sa.Date(), nullable=False),
        sa.Column("old_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("new_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("old_calendar_version", sa.String(length=64), nullable=False),
        sa.Column("calendar_version", sa.String(length=64), nullable=False),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("moved_by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("old_due_at <> new_due_at", name=op.f("ck_deadline_move_moved")),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadline.id"], name=op.f("fk_deadline_move_deadline_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_deadline_move_case_id")),
        sa.ForeignKeyConstraint(["moved_by_id"], ["officer.id"], name=op.f("fk_deadline_move_moved_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_move")),
    )
    op.create_index(op.f("ix_deadline_move_deadline_id"), "deadline_move", ["deadline_id"])


def guard():
    """Let the database refuse every change to append-only tables."""
    if op.get_bind().dialect.name == "sqlite":
        for table in NEW:
            for act in ("UPDATE", "DELETE"):
                op.execute(SQLITE.format(table=table, act=act))
        return
    for table in NEW:
        for act, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(POSTGRESQL.format(table=table, act=act, each=each))


def downgrade():
    for table in reversed(NEW):
        op.drop_table(table)
