"""who entered a party by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

OFFICER = "fk_business_entity_entered_by_id_officer"


def upgrade():
    with op.batch_alter_table("business_entity") as entity:
        entity.add_column(sa.Column("entered_by_id", sa.Integer(), nullable=True))
        entity.create_foreign_key(op.f(OFFICER), "officer", ["entered_by_id"], ["id"])


def downgrade():
    with op.batch_alter_table("business_entity") as entity:
        entity.drop_constraint(op.f(OFFICER), type_="foreignkey")
        entity.drop_column("entered_by_id")
