"""terms of a case are brought to mind before they end, and heads answer for those that ended undone"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

KINDS = "'halfway', 'nearing', 'expired', 'supervision'"
OPEN = sa.text("kind = 'supervision' AND answered_at IS NULL")
ANSWERED = "(answered_at IS NULL) = (answered_by_id IS NULL) AND (answered_at IS NULL) = (words IS NULL)"
FOREIGN = {"case_id": "case", "deadline_id": "deadline", "answered_by_id": "officer"}


def upgrade():
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(300), nullable=True),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_reminder_kind")),
        sa.CheckConstraint(ANSWERED, name=op.f("ck_reminder_answered")),
        sa.CheckConstraint(
            "kind = 'supervision' OR answered_at IS NULL", name=op.f("ck_reminder_answered_supervision")
        ),
        sa.UniqueConstraint(
            "deadline_id", "kind", "last_day", name=op.f("uq_reminder_deadline_id_kind_last_day")
        ),
        *(
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_reminder_{column}"))
            for column, target in FOREIGN.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
    )
    op.create_index("ix_reminder_case_id", "reminder", ["case_id"])
    op.create_index("ix_reminder_unanswered", "reminder", ["at"], sqlite_where=OPEN, postgresql_where=OPEN)


def downgrade():
    op.drop_table("reminder")
