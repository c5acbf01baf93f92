"""files are handed in with a lead."""

from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade():
    # In words of its own: SQLite would make the table, with all its files, anew.
    op.execute(
        "ALTER TABLE attachment ADD COLUMN lead_id INTEGER CONSTRAINT fk_attachment_lead_id REFERENCES lead (id)"
    )
    op.create_index("ix_attachment_lead_id", "attachment", ["lead_id"])


def downgrade():
    op.drop_index("ix_attachment_lead_id", "attachment")
    op.drop_column("attachment", "lead_id")
