"""files are read by the worker: what is known of their lines later, and titles that a person explains."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

BEFORE = "'waiting', 'running', 'done', 'failed'"
NOW = "'waiting', 'mapping', 'running', 'done', 'failed'"
NEW = {"titles": "[]", "mapped": "{}", "remarks": "[]", "notes": "{}"}


def upgrade():
    with op.batch_alter_table("import_run") as run:
        for name, empty in NEW.items():
            run.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default=empty))
        run.alter_column("total", existing_type=sa.Integer(), nullable=True)
        run.drop_constraint(op.f("ck_import_run_state"), type_="check")
        run.create_check_constraint(op.f("ck_import_run_state"), f"state IN ({NOW})")
    interrupt()


def interrupt():
    """A file on its way in is kept as it came, and would now be taken for lines: it is to be uploaded again."""
    op.execute(
        "UPDATE import_run SET state = 'failed', ended_at = CURRENT_TIMESTAMP, content = NULL,"
        " error = '系统升级时尚未导入完，请重新上传这一文件；已导入的行不会重复。'"
        " WHERE state IN ('waiting', 'running')"
    )


def downgrade():
    op.execute("DELETE FROM import_run WHERE state = 'mapping'")
    op.execute("UPDATE import_run SET total = 0 WHERE total IS NULL")
    with op.batch_alter_table("import_run") as run:
        run.drop_constraint(op.f("ck_import_run_state"), type_="check")
        run.create_check_constraint(op.f("ck_import_run_state"), f"state IN ({BEFORE})")
        run.alter_column("total", existing_type=sa.Integer(), nullable=False)
        for name in NEW:
            run.drop_column(name)
