"""penalty decisions made in a case here; the pauses and the chosen length of a deadline."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

CASE = "fk_penalty_decision_case_id"
ORIGIN = "ck_penalty_decision_origin"


def upgrade():
    with op.batch_alter_table("deadline") as deadline:
        deadline.add_column(sa.Column("pauses", sa.JSON(), nullable=False, server_default="[]"))
        deadline.add_column(sa.Column("length", sa.Integer(), nullable=True))
        deadline.alter_column("pauses", server_default=None)
    with op.batch_alter_table("penalty_decision") as penalty:
        penalty.alter_column("import_run_id", existing_type=sa.Integer(), nullable=True)
        penalty.add_column(sa.Column("case_id", sa.Uuid(), nullable=True))
        penalty.create_foreign_key(op.f(CASE), "case", ["case_id"], ["id"])
        penalty.create_check_constraint(op.f(ORIGIN), "import_run_id IS NOT NULL OR case_id IS NOT NULL")
    op.create_index("ix_penalty_decision_case_id", "penalty_decision", ["case_id"])


def downgrade():
    op.drop_index("ix_penalty_decision_case_id", "penalty_decision")
    with op.batch_alter_table("penalty_decision") as penalty:
        penalty.drop_constraint(op.f(ORIGIN), type_="check")
        penalty.drop_constraint(op.f(CASE), type_="foreignkey")
        penalty.drop_column("case_id")
        penalty.alter_column("import_run_id", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("deadline") as deadline:
        deadline.drop_column("length")
        deadline.drop_column("pauses")
