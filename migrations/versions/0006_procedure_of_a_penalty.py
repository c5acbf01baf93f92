"""by which procedure a penalty was decided: the ordinary one, or on the spot."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

PROCEDURE = "ck_penalty_decision_procedure"


def upgrade():
    with op.batch_alter_table("penalty_decision") as penalty:
        column = sa.Column("procedure", sa.String(length=64), nullable=False, server_default="ordinary")
        penalty.add_column(column)
        penalty.alter_column("procedure", server_default=None)
        penalty.create_check_constraint(op.f(PROCEDURE), "procedure IN ('ordinary', 'summary')")


def downgrade():
    with op.batch_alter_table("penalty_decision") as penalty:
        penalty.drop_constraint(op.f(PROCEDURE), type_="check")
        penalty.drop_column("procedure")
