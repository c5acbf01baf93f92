"""service by handing on (转交送达), and through whom an entrusted or forwarded document went."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

BEFORE = "'direct', 'left', 'post', 'electronic', 'entrusted', 'public_notice'"
NOW = "'direct', 'left', 'post', 'electronic', 'entrusted', 'forwarded', 'public_notice'"
RULE = "(served_on IS NULL) = (rule IS NULL)"
SQLITE = """
CREATE TRIGGER service_{act} BEFORE {act} ON service
BEGIN SELECT RAISE(ABORT, 'service is append-only'); END
"""


def upgrade():
    with op.batch_alter_table("service", recreate=recreated()) as service:
        service.add_column(sa.Column("through", sa.String(300), nullable=False, server_default=""))
        service.alter_column("through", existing_type=sa.String(300), server_default=None)
        allow(service, NOW)
    guard()


def allow(service, modes):
    """Say which modes there are; SQLite lost the other check with the old table."""
    if on_sqlite():
        service.create_check_constraint(op.f("ck_service_rule_of_the_date"), RULE)
    else:
        service.drop_constraint(op.f("ck_service_mode"), type_="check")
    service.create_check_constraint(op.f("ck_service_mode"), f"mode IN ({modes})")


def on_sqlite():
    return op.get_bind().dialect.name == "sqlite"


def recreated():
    return "always" if on_sqlite() else "never"


def guard():
    """Let SQLite refuse every change to the table again."""
    for act in ("UPDATE", "DELETE") if on_sqlite() else ():
        op.execute(SQLITE.format(act=act))


def downgrade():
    with op.batch_alter_table("service", recreate=recreated()) as service:
        service.drop_column("through")
        allow(service, BEFORE)
    guard()
