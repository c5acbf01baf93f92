"""every row of business meaning in the chain; personal text that can be erased."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

ERASED = "（已依法删除）"
SALTED_BEFORE = ("case_step", "credit_entry", "document")
SALTED = (
    *SALTED_BEFORE,
    "service",
    "address_confirmation",
    "document_change",
    "recusal",
    "delegation",
    "delegation_end",
)
COMMITTED = ("recusal", "delegation", "delegation_end", "parameter_setting", "law_snapshot", "work_calendar")
# Papers are not among them: they are archives, and kept as long as those (PIPL 47, second paragraph).
ERASABLE = {
    "case_step": ("answers",),
    "credit_entry": ("summary", "detail", "actor_name"),
    "service": ("receiver", "witnesses", "reason", "note"),
    "address_confirmation": ("address", "receiver", "electronic_address"),
    "document_change": ("reason",),
    "recusal": ("ground",),
    "delegation": ("reason",),
}

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
SQLITE_ERASED = """(NEW.{column} IS OLD.{column} OR NEW.{column} IN ('{erased}', '{{}}') AND EXISTS (
    SELECT 1 FROM erasure WHERE table_name = '{table}' AND row_id = OLD.id AND column_name = '{column}'))"""
POSTGRESQL = (
    "CREATE TRIGGER {table}_{act} BEFORE {act} ON {table} FOR EACH {each} EXECUTE FUNCTION append_only()"
)
POSTGRESQL_BUT_ERASED = """
CREATE FUNCTION append_only_but_erased() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before jsonb := to_jsonb(OLD);
    after jsonb := to_jsonb(NEW);
    erased text[] := ARRAY(SELECT column_name FROM erasure WHERE table_name = TG_TABLE_NAME AND row_id = OLD.id);
BEGIN
    IF cardinality(erased) > 0 AND before - erased - 'salts' = after - erased - 'salts' AND NOT EXISTS (
        SELECT 1 FROM unnest(erased) AS name
        WHERE after -> name IS DISTINCT FROM before -> name AND after ->> name NOT IN (TG_ARGV[0], '{}')
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""


def upgrade():
    make_erasures()
    for table in SALTED:
        op.add_column(table, sa.Column("salts", sa.JSON(), nullable=False, server_default="{}"))
    for table in COMMITTED:
        op.add_column(table, sa.Column("commit_id", sa.Uuid(), nullable=False, server_default="0" * 32))
    for table in SALTED_BEFORE:
        op.drop_column(table, "salt")
    if op.get_bind().dialect.name == "sqlite":
        guard_sqlite()
    else:
        guard_postgresql()


def make_erasures():
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(64), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("column_name", sa.String(64), nullable=False),
        sa.Column("commitment", sa.String(64), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("erased_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_erasure_reason")),
        sa.ForeignKeyConstraint(["erased_by_id"], ["officer.id"], name=op.f("fk_erasure_erased_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
        sa.UniqueConstraint(
            "table_name", "row_id", "column_name", name=op.f("uq_erasure_table_name_row_id_column_name")
        ),
    )


def guard_sqlite():
    """Guard the new table, and let personal text go whose erasure is on record; a column keeps its default."""
    for act in ("UPDATE", "DELETE"):
        op.execute(SQLITE.format(table="erasure", act=act))
    for table, columns in ERASABLE.items():
        op.execute(f"DROP TRIGGER {table}_update")
        names = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
        kept = [f'NEW."{name}" IS OLD."{name}"' for name in names if name not in (*columns, "salts")]
        gone = [SQLITE_ERASED.format(table=table, column=column, erased=ERASED) for column in columns]
        op.execute(SQLITE_BUT_ERASED.format(table=table, unchanged=" AND ".join([*kept, *gone])))


def guard_postgresql():
    for table in SALTED:
        op.alter_column(table, "salts", server_default=None)
    for table in COMMITTED:
        op.alter_column(table, "commit_id", server_default=None)
    for act, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(POSTGRESQL.format(table="erasure", act=act, each=each))
    op.execute(POSTGRESQL_BUT_ERASED)
    for table in ERASABLE:
        op.execute(f"DROP TRIGGER {table}_update ON {table}")
        op.execute(
            f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION append_only_but_erased('{ERASED}')"
        )


def downgrade():
    if op.get_bind().dialect.name == "sqlite":
        for table in ERASABLE:
            op.execute(f"DROP TRIGGER {table}_update")
            op.execute(SQLITE.format(table=table, act="UPDATE"))
    else:
        for table in ERASABLE:
            op.execute(f"DROP TRIGGER {table}_update ON {table}")
            op.execute(POSTGRESQL.format(table=table, act="UPDATE", each="ROW"))
        op.execute("DROP FUNCTION append_only_but_erased()")
    narrow()


def narrow():
    for table in SALTED_BEFORE:
        op.add_column(table, sa.Column("salt", sa.String(32), nullable=False, server_default=""))
    for table in COMMITTED:
        op.drop_column(table, "commit_id")
    for table in SALTED:
        op.drop_column(table, "salts")
    op.drop_table("erasure")
