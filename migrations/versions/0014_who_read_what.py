"""who reads what, for which purpose; the role of the auditor."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

BEFORE = (
    "'window', 'case_officer', 'unit_head', 'reviewer', 'legal_reviewer', 'hearing_host', 'approver', 'chief', "
    "'panel', 'credit_section', 'system_administrator'"
)
NOW = BEFORE.replace("'system", "'auditor', 'system")
PURPOSES = "'enquiry', 'related', 'complaint', 'remedy', 'assistance', 'review', 'other'"
KINDS = "'case', 'document', 'preview', 'attachment', 'entity'"
RELATIONS = "'part', 'section', 'awaited', 'supervising', 'purpose', 'business', 'entered', 'recused', 'none'"
ONE_SUBJECT = "(case_id IS NULL) <> (entity_id IS NULL)"
ERASED = "（已依法删除）"
OTHER_CHECKS = {
    "role_grant": {"order": "revoked_at IS NULL OR revoked_at >= granted_at"},
    "delegation": {"two_people": "officer_id <> delegate_id", "order": "until_day >= from_day"},
}
SQLITE = """
CREATE TRIGGER {table}_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
SQLITE_BUT_ERASED = """
CREATE TRIGGER {table}_update BEFORE UPDATE ON {table}
WHEN NOT ({unchanged} AND (NEW.{column} IS OLD.{column} OR NEW.{column} = '{erased}' AND EXISTS (
    SELECT 1 FROM erasure WHERE table_name = '{table}' AND row_id = OLD.id AND column_name = '{column}'))
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
    make_statements()
    make_consultations()
    allow(NOW)
    guard()


def make_statements():
    table = "purpose_statement"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("entity_id", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.String(64), nullable=False),
        sa.Column("words", sa.String(300), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("salts", sa.JSON(), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(ONE_SUBJECT, name=op.f(f"ck_{table}_one_subject")),
        sa.CheckConstraint(f"purpose IN ({PURPOSES})", name=op.f(f"ck_{table}_purpose")),
        *subjects(table),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_officer_id_until"), table, ["officer_id", "until"])


def make_consultations():
    table = "consultation"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("entity_id", sa.Integer(), nullable=True),
        sa.Column("relation", sa.String(64), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(ONE_SUBJECT, name=op.f(f"ck_{table}_one_subject")),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f(f"ck_{table}_kind")),
        sa.CheckConstraint(f"relation IN ({RELATIONS})", name=op.f(f"ck_{table}_relation")),
        *subjects(table),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["purpose_statement.id"], name=op.f(f"fk_{table}_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for column in ("case_id", "entity_id", "officer_id"):
        op.create_index(op.f(f"ix_{table}_{column}_at"), table, [column, "at"])


def subjects(table):
    """Return the keys that say who read, and what."""
    about = {"officer_id": "officer.id", "case_id": "case.id", "entity_id": "business_entity.id"}
    return [
        sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))
        for column, target in about.items()
    ]


def allow(roles):
    """Say which roles there are; SQLite loses the other checks and the triggers with the old table."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table, others in OTHER_CHECKS.items():
        triggers = kept_triggers(table) if sqlite else []
        with op.batch_alter_table(table, recreate="always" if sqlite else "never") as widened:
            if not sqlite:
                widened.drop_constraint(op.f(f"ck_{table}_role"), type_="check")
            for name, check in {**(others if sqlite else {}), "role": f"role IN ({roles})"}.items():
                widened.create_check_constraint(op.f(f"ck_{table}_{name}"), check)
        for trigger in triggers:
            op.execute(trigger)


def kept_triggers(table):
    asked = sa.text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
    return [sa.text(sql.replace(":", r"\:")) for sql in op.get_bind().scalars(asked, {"table": table})]


def guard():
    """Nobody changes or removes what was read or said; but for the text of a purpose whose erasure is on record."""
    table = "purpose_statement"
    if op.get_bind().dialect.name == "sqlite":
        names = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
        unchanged = " AND ".join(
            f'NEW."{name}" IS OLD."{name}"' for name in names if name not in {"words", "salts"}
        )
        op.execute(SQLITE_BUT_ERASED.format(table=table, column="words", unchanged=unchanged, erased=ERASED))
        for one, act in ((table, "DELETE"), ("consultation", "UPDATE"), ("consultation", "DELETE")):
            op.execute(SQLITE.format(table=one, act=act))
        return
    op.execute(POSTGRESQL_BUT_ERASED.format(table=table, erased=ERASED))
    for one, acts in ((table, ("DELETE", "TRUNCATE")), ("consultation", ("UPDATE", "DELETE", "TRUNCATE"))):
        for act in acts:
            each = "STATEMENT" if act == "TRUNCATE" else "ROW"
            op.execute(POSTGRESQL.format(table=one, act=act, each=each))


def downgrade():
    op.drop_table("consultation")
    op.drop_table("purpose_statement")
    op.execute("DELETE FROM role_grant WHERE role = 'auditor'")
    allow(BEFORE)
