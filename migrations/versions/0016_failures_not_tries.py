"""what counts against guessing are failures; a try under way holds a place."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade():
    op.create_table(
        "login_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(64), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("machine", sa.String(64), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_try")),
    )
    op.create_index(op.f("ix_login_try_username"), "login_try", ["username"])
    op.add_column("login_attempt", sa.Column("machine", sa.String(64), nullable=True))
    op.create_index(op.f("ix_login_attempt_address_at"), "login_attempt", ["address", "at"])


def downgrade():
    op.drop_index(op.f("ix_login_attempt_address_at"), "login_attempt")
    op.drop_column("login_attempt", "machine")
    op.drop_table("login_try")
