"""on which day a penalty that was decided here was in fact published."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade():
    op.add_column("penalty_decision", sa.Column("published_on", sa.Date(), nullable=True))


def downgrade():
    op.drop_column("penalty_decision", "published_on")
