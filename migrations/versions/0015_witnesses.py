"""witnesses of what decides or proves; links that only this installation can make."""

import hashlib
import hmac

import sqlalchemy as sa
from alembic import op

from workflows import keyring

revision = "0015"
down_revision = "0014"

SQLITE = """
CREATE TRIGGER {table}_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL = (
    "CREATE TRIGGER {table}_{act} BEFORE {act} ON {table} FOR EACH {each} EXECUTE FUNCTION append_only()"
)


def upgrade():
    op.create_table(
        "witness",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_witness")),
        sa.UniqueConstraint("commit_id", name=op.f("uq_witness_commit_id")),
    )
    guard("witness")
    op.add_column("chain_link", sa.Column("mac", sa.String(64), nullable=False, server_default=""))
    prove_links()


def guard(table):
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(SQLITE.format(table=table, act=act))
        return
    for act, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(POSTGRESQL.format(table=table, act=act, each=each))


def prove_links():
    """Give the links of before their proof, past the guard of their table."""
    link = sa.table("chain_link", sa.column("seq"), sa.column("head"), sa.column("mac"))
    connection = op.get_bind()
    on_sqlite = connection.dialect.name == "sqlite"
    drop = "DROP TRIGGER chain_link_update"
    op.execute(drop if on_sqlite else f"{drop} ON chain_link")
    for seq, head in connection.execute(sa.select(link.c.seq, link.c.head)).all():
        mac = hmac.new(keyring.key("chain"), f"{seq}:{head}".encode(), hashlib.sha256).hexdigest()
        connection.execute(sa.update(link).where(link.c.seq == seq).values(mac=mac))
    op.execute((SQLITE if on_sqlite else POSTGRESQL).format(table="chain_link", act="UPDATE", each="ROW"))
    if not on_sqlite:
        op.alter_column("chain_link", "mac", server_default=None)


def downgrade():
    op.drop_column("chain_link", "mac")
    op.drop_table("witness")
