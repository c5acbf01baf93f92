"""what is done to accounts and posts, by whom and why; passwords that must be changed."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

ROLES = (
    "'window', 'case_officer', 'unit_head', 'reviewer', 'legal_reviewer', 'hearing_host', 'approver', 'chief', "
    "'panel', 'credit_section', 'auditor', 'system_administrator'"
)
EVENTS = "'opened', 'disabled', 'enabled', 'password_reset', 'logins_ended', 'certified'"
ERASED = "（已依法删除）"
ERASABLE = {"account_change": ("reason", "detail"), "appointment": ("reason",)}
SQLITE = """
CREATE TRIGGER {table}_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
SQLITE_BUT_ERASED = """
CREATE TRIGGER {table}_update BEFORE UPDATE ON {table}
WHEN NOT ({unchanged} AND EXISTS (
    SELECT 1 FROM erasure WHERE table_name = '{table}' AND row_id = OLD.id))
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
SQLITE_ERASED = """(NEW.{column} IS OLD.{column} OR NEW.{column} = '{erased}' AND EXISTS (
    SELECT 1 FROM erasure WHERE table_name = '{table}' AND row_id = OLD.id AND column_name = '{column}'))"""
POSTGRESQL = (
    "CREATE TRIGGER {table}_{act} BEFORE {act} ON {table} FOR EACH {each} EXECUTE FUNCTION append_only()"
)
POSTGRESQL_BUT_ERASED = (
    "CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION append_only_but_erased('{erased}')"
)


def upgrade():
    make_changes()
    make_appointments()
    op.add_column(
        "officer", sa.Column("password_temporary", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    if op.get_bind().dialect.name == "sqlite":
        guard_sqlite()
    else:
        op.alter_column("officer", "password_temporary", server_default=None)
        guard_postgresql()


def make_changes():
    op.create_table(
        "account_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(64), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("detail", sa.String(300), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("salts", sa.JSON(), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(f"event IN ({EVENTS})", name=op.f("ck_account_change_event")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_account_change_officer_id")),
        sa.ForeignKeyConstraint(["by_id"], ["officer.id"], name=op.f("fk_account_change_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_change")),
    )
    op.create_index(op.f("ix_account_change_officer_id"), "account_change", ["officer_id"])


def make_appointments():
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(64), nullable=False),
        sa.Column("change", sa.String(64), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("salts", sa.JSON(), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(f"role IN ({ROLES})", name=op.f("ck_appointment_role")),
        sa.CheckConstraint("change IN ('grant', 'revoke')", name=op.f("ck_appointment_change")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_appointment_officer_id")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["officer.id"], name=op.f("fk_appointment_asked_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    op.create_index(op.f("ix_appointment_officer_id"), "appointment", ["officer_id"])
    table, asked = "appointment_verdict", (["appointment_id"], ["appointment.id"])
    op.create_table(
        table,
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(64), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("verdict IN ('confirmed', 'refused')", name=op.f(f"ck_{table}_verdict")),
        sa.ForeignKeyConstraint(*asked, name=op.f(f"fk_{table}_appointment_id")),
        sa.ForeignKeyConstraint(["by_id"], ["officer.id"], name=op.f(f"fk_{table}_by_id")),
        sa.PrimaryKeyConstraint("appointment_id", name=op.f(f"pk_{table}")),
    )


def guard_sqlite():
    for table, columns in ERASABLE.items():
        names = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
        kept = [f'NEW."{name}" IS OLD."{name}"' for name in names if name not in (*columns, "salts")]
        gone = [SQLITE_ERASED.format(table=table, column=column, erased=ERASED) for column in columns]
        op.execute(SQLITE_BUT_ERASED.format(table=table, unchanged=" AND ".join([*kept, *gone])))
        op.execute(SQLITE.format(table=table, act="DELETE"))
    for act in ("UPDATE", "DELETE"):
        op.execute(SQLITE.format(table="appointment_verdict", act=act))


def guard_postgresql():
    for table in ERASABLE:
        op.execute(POSTGRESQL_BUT_ERASED.format(table=table, erased=ERASED))
        op.execute(POSTGRESQL.format(table=table, act="DELETE", each="ROW"))
        op.execute(POSTGRESQL.format(table=table, act="TRUNCATE", each="STATEMENT"))
    for act, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(POSTGRESQL.format(table="appointment_verdict", act=act, each=each))


def downgrade():
    op.drop_column("officer", "password_temporary")
    for table in ("appointment_verdict", "appointment", "account_change"):
        op.drop_table(table)
