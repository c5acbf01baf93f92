"""what an entry of the credit record says to the party, and to everybody."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

ERASED = "（已依法删除）"
LINES = ("party_summary", "public_summary")
ERASABLE = ("summary", "detail", "actor_name")
GUARD = """
CREATE TRIGGER credit_entry_update BEFORE UPDATE ON credit_entry
WHEN NOT ({unchanged} AND EXISTS (
    SELECT 1 FROM erasure WHERE table_name = 'credit_entry' AND row_id = OLD.id))
BEGIN SELECT RAISE(ABORT, 'credit_entry is append-only'); END
"""
GONE = """(NEW.{column} IS OLD.{column} OR NEW.{column} IN ('{erased}', '{{}}') AND EXISTS (
    SELECT 1 FROM erasure WHERE table_name = 'credit_entry' AND row_id = OLD.id AND column_name = '{column}'))"""


def upgrade():
    unguard()
    for name in LINES:
        op.add_column("credit_entry", sa.Column(name, sa.Text(), nullable=True))
    guard((*ERASABLE, *LINES))


def downgrade():
    unguard()
    for name in LINES:
        op.drop_column("credit_entry", name)
    guard(ERASABLE)


def unguard():
    """Let go what names the columns one by one; on PostgreSQL the trigger asks the erasures instead."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER credit_entry_update")


def guard(erasable):
    """Say which columns never change, and which only when their erasure is on record."""
    if op.get_bind().dialect.name != "sqlite":
        return
    names = [column["name"] for column in sa.inspect(op.get_bind()).get_columns("credit_entry")]
    kept = [f'NEW."{name}" IS OLD."{name}"' for name in names if name not in (*erasable, "salts")]
    gone = [GONE.format(column=column, erased=ERASED) for column in erasable]
    op.execute(GUARD.format(unchanged=" AND ".join([*kept, *gone])))
