"""the version of the law that was last found to be kept, beside the head of the chain."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade():
    op.add_column("chain_head", sa.Column("law_version", sa.String(length=64), nullable=True))


def downgrade():
    op.drop_column("chain_head", "law_version")
