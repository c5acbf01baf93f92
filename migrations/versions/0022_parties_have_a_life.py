"""parties have a life: a status, and every kind of change of them."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

STATUS = (
    "status IN ('existing', 'resting', 'revoked', 'revoked_deregistered', 'deregistered', 'annulled', "
    "'moved_out', 'deceased')"
)
KINDS = (
    "'renamed', 'representative', 'address', 'status', 'code_confirmed', 'same_as', 'parted', 'branch_of', "
    "'branch_ended', 'succeeded_by', 'post_taken', 'post_left'"
)
OF_ANOTHER = "'same_as', 'parted', 'branch_of', 'branch_ended', 'succeeded_by', 'post_taken', 'post_left'"
NOW = {"kind": f"kind IN ({KINDS})", "other": f"(kind IN ({OF_ANOTHER})) = (other_id IS NOT NULL)"}
BEFORE = {
    "kind": "kind IN ('renamed', 'same_as', 'code_confirmed')",
    "other": "(kind = 'same_as') = (other_id IS NOT NULL)",
}
OTHERS = {
    "another": "other_id <> entity_id",
    "author": "officer_id IS NOT NULL OR import_run_id IS NOT NULL",
}
SHORT, LONG = sa.String(300), sa.String(600)


def upgrade():
    has_status()
    allow(NOW, SHORT, LONG)
    op.create_index("ix_party_change_other_id", "party_change", ["other_id"])


def has_status():
    """Every party is taken to exist; SQLite is not asked to make the table anew, on which all others rest."""
    if op.get_bind().dialect.name == "sqlite":
        column = "status VARCHAR(64) DEFAULT 'existing' NOT NULL CONSTRAINT ck_business_entity_status"
        op.execute(f"ALTER TABLE business_entity ADD COLUMN {column} CHECK ({STATUS})")
        return
    op.add_column(
        "business_entity", sa.Column("status", sa.String(64), nullable=False, server_default="existing")
    )
    op.alter_column("business_entity", "status", server_default=None)
    op.create_check_constraint(op.f("ck_business_entity_status"), "business_entity", STATUS)


def allow(checks, had, has):
    """Say which kinds there are; SQLite loses the other checks and the triggers with the old table."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    triggers = kept_triggers() if sqlite else []
    with op.batch_alter_table("party_change", recreate="always" if sqlite else "never") as change:
        change.alter_column("source", existing_type=had, type_=has, existing_nullable=False)
        for name in () if sqlite else checks:
            change.drop_constraint(op.f(f"ck_party_change_{name}"), type_="check")
        for name, check in {**(OTHERS if sqlite else {}), **checks}.items():
            change.create_check_constraint(op.f(f"ck_party_change_{name}"), check)
    for trigger in triggers:
        op.execute(trigger)


def kept_triggers():
    asked = sa.text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'party_change'")
    return [sa.text(sql.replace(":", r"\:")) for sql in op.get_bind().scalars(asked)]


def downgrade():
    op.drop_index("ix_party_change_other_id", "party_change")
    allow(BEFORE, LONG, SHORT)
    if op.get_bind().dialect.name == "sqlite":
        op.execute("ALTER TABLE business_entity DROP COLUMN status")
        return
    op.drop_column("business_entity", "status")
