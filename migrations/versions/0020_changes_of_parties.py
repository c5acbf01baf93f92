"""what becomes known of parties, row by row; decisions that were taken back by whoever made them."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

ERASED = "（已依法删除）"
KINDS = "'renamed', 'same_as', 'code_confirmed'"
COLUMNS = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("entity_id", sa.Integer(), nullable=False),
    sa.Column("kind", sa.String(64), nullable=False),
    sa.Column("other_id", sa.Integer(), nullable=True),
    sa.Column("from_day", sa.Date(), nullable=False),
    sa.Column("import_run_id", sa.Integer(), nullable=True),
    sa.Column("officer_id", sa.Integer(), nullable=True),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("was", sa.String(300), nullable=False),
    sa.Column("became", sa.String(300), nullable=False),
    sa.Column("source", sa.String(300), nullable=False),
    sa.Column("salts", sa.JSON(), nullable=False),
    sa.Column("commit_id", sa.Uuid(), nullable=False),
)
PERSONAL = ("was", "became", "source")
FOREIGN = {
    "entity_id": "business_entity",
    "other_id": "business_entity",
    "import_run_id": "import_run",
    "officer_id": "officer",
}
SQLITE = """
CREATE TRIGGER party_change_delete BEFORE DELETE ON party_change
BEGIN SELECT RAISE(ABORT, 'party_change is append-only'); END
"""
SQLITE_BUT_ERASED = """
CREATE TRIGGER party_change_update BEFORE UPDATE ON party_change
WHEN NOT ({unchanged} AND EXISTS (
    SELECT 1 FROM erasure WHERE table_name = 'party_change' AND row_id = OLD.id))
BEGIN SELECT RAISE(ABORT, 'party_change is append-only'); END
"""
SQLITE_ERASED = """(NEW.{column} IS OLD.{column} OR NEW.{column} = '{erased}' AND EXISTS (
    SELECT 1 FROM erasure WHERE table_name = 'party_change' AND row_id = OLD.id AND column_name = '{column}'))"""


def upgrade():
    with op.batch_alter_table("penalty_decision") as decision:
        decision.add_column(
            sa.Column("decision_state", sa.String(64), nullable=False, server_default="in_force")
        )
        decision.alter_column("decision_state", existing_type=sa.String(64), server_default=None)
        decision.create_check_constraint(
            op.f("ck_penalty_decision_decision_state"), "decision_state IN ('in_force', 'revoked')"
        )
    keys = [
        sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_party_change_{name}_{table}"))
        for name, table in FOREIGN.items()
    ]
    op.create_table(
        "party_change",
        *COLUMNS,
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_party_change_kind")),
        sa.CheckConstraint("(kind = 'same_as') = (other_id IS NOT NULL)", name=op.f("ck_party_change_other")),
        sa.CheckConstraint("other_id <> entity_id", name=op.f("ck_party_change_another")),
        sa.CheckConstraint(
            "officer_id IS NOT NULL OR import_run_id IS NOT NULL", name=op.f("ck_party_change_author")
        ),
        *keys,
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_change")),
    )
    for name in ("entity_id", "was", "became"):
        op.create_index(f"ix_party_change_{name}", "party_change", [name])
    guard()


def guard():
    if op.get_bind().dialect.name == "sqlite":
        kept = [
            f'NEW."{one.name}" IS OLD."{one.name}"' for one in COLUMNS if one.name not in (*PERSONAL, "salts")
        ]
        gone = [SQLITE_ERASED.format(column=column, erased=ERASED) for column in PERSONAL]
        op.execute(SQLITE)
        op.execute(SQLITE_BUT_ERASED.format(unchanged=" AND ".join([*kept, *gone])))
        return
    for act, each in (("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER party_change_{act} BEFORE {act} ON party_change "
            f"FOR EACH {each} EXECUTE FUNCTION append_only()"
        )
    op.execute(
        "CREATE TRIGGER party_change_update BEFORE UPDATE ON party_change "
        f"FOR EACH ROW EXECUTE FUNCTION append_only_but_erased('{ERASED}')"
    )


def downgrade():
    op.drop_table("party_change")
    with op.batch_alter_table("penalty_decision") as decision:
        decision.drop_constraint(op.f("ck_penalty_decision_decision_state"), type_="check")
        decision.drop_column("decision_state")
