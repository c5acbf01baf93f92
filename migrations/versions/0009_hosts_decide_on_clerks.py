"""the host of a hearing decides on the recusal of its clerk."""

from alembic import op

revision = "0009"
down_revision = "0008"

CHECKS = {
    "kind": "kind IN ('interest', 'relation')",
    "asked_by": "asked_by IN ('officer', 'party', 'bureau')",
    "another_decides": "officer_id <> decided_by_id",
}
BEFORE = "decided_as IN ('approver', 'chief', 'panel')"
NOW = "decided_as IN ('approver', 'chief', 'panel', 'hearing_host')"
SQLITE = """
CREATE TRIGGER recusal_{act} BEFORE {act} ON recusal
BEGIN SELECT RAISE(ABORT, 'recusal is append-only'); END
"""


def upgrade():
    allow(NOW)


def allow(deciding):
    """Say who decides; SQLite loses the other checks and the triggers with the old table."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("recusal", recreate="always" if sqlite else "never") as recusal:
        if not sqlite:
            recusal.drop_constraint(op.f("ck_recusal_decided_as"), type_="check")
        for name, check in {**(CHECKS if sqlite else {}), "decided_as": deciding}.items():
            recusal.create_check_constraint(op.f(f"ck_recusal_{name}"), check)
    for act in ("UPDATE", "DELETE") if sqlite else ():
        op.execute(SQLITE.format(act=act))


def downgrade():
    allow(BEFORE)
