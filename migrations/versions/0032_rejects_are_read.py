"""who downloads the rejected rows of a file; a legal qualification is entered like a certificate."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

KINDS = "'case', 'document', 'preview', 'attachment', 'entity'"
RELATIONS = "'part', 'section', 'awaited', 'supervising', 'purpose', 'business', 'entered', 'recused', 'none'"
EVENTS = "'opened', 'disabled', 'enabled', 'password_reset', 'logins_ended', 'certified'"
ONE_OF_TWO = "(case_id IS NULL) <> (entity_id IS NULL)"
ONE_OF_THREE = (
    "CASE WHEN case_id IS NULL THEN 0 ELSE 1 END + CASE WHEN entity_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN import_run_id IS NULL THEN 0 ELSE 1 END = 1"
)
RUN = "import_run_id"


def upgrade():
    op.add_column("consultation", sa.Column(RUN, sa.Integer(), nullable=True))
    checks = {"one_subject": ONE_OF_THREE, "kind": f"kind IN ({KINDS}, 'rejects')"}
    allow("consultation", checks | {"relation": f"relation IN ({RELATIONS})"}, key=True)
    allow("account_change", {"event": f"event IN ({EVENTS}, 'qualified')"})


def downgrade():
    op.execute("DROP TRIGGER consultation_delete" + on_postgresql("consultation"))
    op.execute("DROP TRIGGER account_change_delete" + on_postgresql("account_change"))
    op.execute("DELETE FROM consultation WHERE kind = 'rejects'")
    op.execute("DELETE FROM account_change WHERE event = 'qualified'")
    checks = {"one_subject": ONE_OF_TWO, "kind": f"kind IN ({KINDS})"}
    allow("consultation", checks | {"relation": f"relation IN ({RELATIONS})"}, key=False)
    allow("account_change", {"event": f"event IN ({EVENTS})"})
    for table in ("consultation", "account_change"):
        guard_deletion(table)


def on_postgresql(table):
    return "" if is_sqlite() else f" ON {table}"


def is_sqlite():
    return op.get_bind().dialect.name == "sqlite"


def allow(table, checks, key=None):
    """Lay down what a table's codes may be; SQLite loses the checks and the triggers with the old table."""
    triggers = kept_triggers(table) if is_sqlite() else []
    with op.batch_alter_table(table, recreate="always" if is_sqlite() else "never") as changed:
        for name in checks if not is_sqlite() else ():
            changed.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
        if key is True:
            changed.create_foreign_key(op.f(f"fk_{table}_{RUN}"), "import_run", [RUN], ["id"])
        if key is False:
            changed.drop_constraint(op.f(f"fk_{table}_{RUN}"), type_="foreignkey")
            changed.drop_column(RUN)
        for name, check in checks.items():
            changed.create_check_constraint(op.f(f"ck_{table}_{name}"), check)
    for trigger in triggers:
        op.execute(trigger)


def kept_triggers(table):
    asked = sa.text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
    return [sa.text(sql.replace(":", r"\:")) for sql in op.get_bind().scalars(asked, {"table": table})]


def guard_deletion(table):
    refused = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    on_sqlite = f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {refused}"
    there = (
        f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION append_only()"
    )
    op.execute(on_sqlite if is_sqlite() else there)
