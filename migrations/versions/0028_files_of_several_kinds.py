"""files of several kinds are imported; a decision keeps who represented its party."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

KINDS = "kind IN ('penalties', 'registrations')"


def upgrade():
    op.add_column("penalty_decision", sa.Column("representative", sa.String(50), nullable=True))
    add_kind()


def add_kind():
    """Every file of before is one of penalties; SQLite is not asked to make the table anew, on which others rest."""
    if op.get_bind().dialect.name == "sqlite":
        column = "kind VARCHAR(64) DEFAULT 'penalties' NOT NULL CONSTRAINT ck_import_run_kind"
        op.execute(f"ALTER TABLE import_run ADD COLUMN {column} CHECK ({KINDS})")
        return
    op.add_column("import_run", sa.Column("kind", sa.String(64), nullable=False, server_default="penalties"))
    op.alter_column("import_run", "kind", server_default=None)
    op.create_check_constraint(op.f("ck_import_run_kind"), "import_run", KINDS)


def downgrade():
    op.drop_column("penalty_decision", "representative")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("ALTER TABLE import_run DROP COLUMN kind")
        return
    op.drop_column("import_run", "kind")
