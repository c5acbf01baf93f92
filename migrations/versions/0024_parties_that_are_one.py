"""which row stands for a party that is on file in several rows."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

ANOTHER = "one_with_id <> id"


def upgrade():
    if op.get_bind().dialect.name == "sqlite":
        key = "CONSTRAINT fk_business_entity_one_with_id_business_entity REFERENCES business_entity (id)"
        check = f"CONSTRAINT ck_business_entity_one_with_another CHECK ({ANOTHER})"
        op.execute(f"ALTER TABLE business_entity ADD COLUMN one_with_id INTEGER {key} {check}")
    else:
        op.add_column("business_entity", sa.Column("one_with_id", sa.Integer(), nullable=True))
        name = op.f("fk_business_entity_one_with_id_business_entity")
        op.create_foreign_key(name, "business_entity", "business_entity", ["one_with_id"], ["id"])
        op.create_check_constraint(op.f("ck_business_entity_one_with_another"), "business_entity", ANOTHER)
    op.create_index("ix_business_entity_one_with_id", "business_entity", ["one_with_id"])


def downgrade():
    op.drop_index("ix_business_entity_one_with_id", "business_entity")
    op.drop_column("business_entity", "one_with_id")
