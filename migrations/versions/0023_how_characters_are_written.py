"""how papers write a character that no font has."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

SQLITE = """
CREATE TRIGGER character_writing_{act} BEFORE {act} ON character_writing
BEGIN SELECT RAISE(ABORT, 'character_writing is append-only'); END
"""
POSTGRESQL = (
    "CREATE TRIGGER character_writing_{act} BEFORE {act} ON character_writing "
    "FOR EACH {each} EXECUTE FUNCTION append_only()"
)


def upgrade():
    op.create_table(
        "character_writing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("character", sa.String(1), nullable=False),
        sa.Column("writing", sa.String(40), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_character_writing_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_character_writing")),
    )
    op.create_index("ix_character_writing_character", "character_writing", ["character"])
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(SQLITE.format(act=act))
    else:
        for act, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(POSTGRESQL.format(act=act, each=each))


def downgrade():
    op.drop_table("character_writing")
