"""records are of every kind that the law's table of lives knows; the database holds no list of them."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"

NAME = "ck_credit_record_kind"
KINDS = "kind IN ('penalty', 'abnormal_list', 'abnormal_mark', 'serious_list', 'spot_check', 'repair_fraud')"
READ = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'credit_record'"
WRITE = "UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = 'credit_record'"


def upgrade():
    if op.get_bind().dialect.name == "sqlite":
        without_clause()
    else:
        op.drop_constraint(op.f(NAME), "credit_record", type_="check")


def without_clause():
    """Leave the clause out where SQLite keeps the words of a table (its manual, "ALTER TABLE", 7).

    The table cannot be made anew in its place, for others refer to its rows; what it stores stays as it is.
    """
    bind = op.get_bind()
    before = bind.scalar(sa.text(READ))
    after = before.replace(f"CONSTRAINT {NAME} CHECK ({KINDS}),", "")
    if after == before:
        raise RuntimeError(f"{NAME} is not where the first tables put it")
    version = bind.scalar(sa.text("PRAGMA schema_version"))
    bind.execute(sa.text("PRAGMA writable_schema = ON"))
    bind.execute(sa.text(WRITE), {"sql": after})
    bind.execute(sa.text(f"PRAGMA schema_version = {version + 1}"))
    bind.execute(sa.text("PRAGMA writable_schema = RESET"))


def downgrade():
    if op.get_bind().dialect.name != "sqlite":
        op.create_check_constraint(op.f(NAME), "credit_record", KINDS)
