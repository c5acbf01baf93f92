"""the legal qualification of officers."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    with op.batch_alter_table("officer") as officer:
        officer.add_column(sa.Column("legal_qualification", sa.String(64), nullable=True))
        officer.add_column(sa.Column("legal_reviewer_since", sa.Date(), nullable=True))


def downgrade():
    with op.batch_alter_table("officer") as officer:
        officer.drop_column("legal_reviewer_since")
        officer.drop_column("legal_qualification")
