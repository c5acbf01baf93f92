"""delegations, grounds of recusal, confirmed addresses, all modes of service; parts in a case are kept for good."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NEW = ("address_confirmation", "delegation", "delegation_end", "case_part")
REMADE = ("recusal", "service", "case_step")
SQLITE = """
CREATE TRIGGER {table}_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL = (
    "CREATE TRIGGER {table}_{act} BEFORE {act} ON {table} FOR EACH {each} EXECUTE FUNCTION append_only()"
)
ROLES = (
    "'window', 'case_officer', 'unit_head', 'reviewer', 'legal_reviewer', 'hearing_host', 'approver', 'chief', "
    "'panel', 'credit_section', 'system_administrator'"
)
MODES = "'direct', 'left', 'post', 'electronic', 'entrusted', 'public_notice'"


def upgrade():
    make_delegations()
    make_confirmations()
    widen_recusals()
    widen_services()
    widen_steps()
    guard()


def make_delegations():
    op.create_table(
        "delegation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("granted_by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"role IN ({ROLES})", name=op.f("ck_delegation_role")),
        sa.CheckConstraint("officer_id <> delegate_id", name=op.f("ck_delegation_two_people")),
        sa.CheckConstraint("until_day >= from_day", name=op.f("ck_delegation_order")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_delegation_officer_id")),
        sa.ForeignKeyConstraint(["delegate_id"], ["officer.id"], name=op.f("fk_delegation_delegate_id")),
        sa.ForeignKeyConstraint(["granted_by_id"], ["officer.id"], name=op.f("fk_delegation_granted_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
    )
    op.create_index(op.f("ix_delegation_officer_id"), "delegation", ["officer_id"])
    op.create_index(op.f("ix_delegation_delegate_id"), "delegation", ["delegate_id"])
    ended = ["delegation_id"], ["delegation.id"]
    op.create_table(
        "delegation_end",
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(*ended, name=op.f("fk_delegation_end_delegation_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["officer.id"], name=op.f("fk_delegation_end_ended_by_id")),
        sa.PrimaryKeyConstraint("delegation_id", name=op.f("pk_delegation_end")),
    )


def make_confirmations():
    table = "address_confirmation"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("receiver", sa.Text(), nullable=True),
        sa.Column("consent", sa.Boolean(), nullable=False),
        sa.Column("electronic_mode", sa.String(length=64), nullable=True),
        sa.Column("electronic_address", sa.Text(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("proof_ids", sa.JSON(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "electronic_mode IS NULL OR electronic_mode IN ('sms', 'fax', 'email', 'messenger')",
            name=op.f("ck_address_confirmation_electronic_mode"),
        ),
        sa.CheckConstraint(
            "NOT consent OR electronic_address IS NOT NULL", name=op.f("ck_address_confirmation_consent")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_address_confirmation_case_id")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["business_entity.id"], name=op.f("fk_address_confirmation_entity_id")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_address_confirmation_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_confirmation")),
    )
    op.create_index(op.f("ix_address_confirmation_case_id"), table, ["case_id"])
    op.create_index(op.f("ix_address_confirmation_entity_id"), table, ["entity_id"])


def widen_recusals():
    with op.batch_alter_table("recusal") as recusal:
        added(recusal, sa.Column("kind", sa.String(64), nullable=False, server_default="relation"))
        added(recusal, sa.Column("asked_by", sa.String(64), nullable=False, server_default="bureau"))
        added(recusal, sa.Column("decided_as", sa.String(64), nullable=False, server_default="approver"))
        added(recusal, sa.Column("member_ids", sa.JSON(), nullable=False, server_default="[]"))
        check = recusal.create_check_constraint
        check(op.f("ck_recusal_kind"), "kind IN ('interest', 'relation')")
        check(op.f("ck_recusal_asked_by"), "asked_by IN ('officer', 'party', 'bureau')")
        check(op.f("ck_recusal_decided_as"), "decided_as IN ('approver', 'chief', 'panel')")
        check(op.f("ck_recusal_another_decides"), "officer_id <> decided_by_id")


def widen_services():
    with op.batch_alter_table("service", recreate=recreated()) as service:
        added(service, sa.Column("confirmation_id", sa.Integer(), nullable=True))
        added(service, sa.Column("undeliverable", sa.Boolean(), nullable=False, server_default=sa.false()))
        added(service, sa.Column("returned_on", sa.Date(), nullable=True))
        added(service, sa.Column("witnesses", sa.String(300), nullable=False, server_default=""))
        added(service, sa.Column("reason", sa.String(300), nullable=False, server_default=""))
        service.create_foreign_key(
            op.f("fk_service_confirmation_id"), "address_confirmation", ["confirmation_id"], ["id"]
        )
        if not on_sqlite():
            service.drop_constraint(op.f("ck_service_mode"), type_="check")
        service.create_check_constraint(op.f("ck_service_mode"), f"mode IN ({MODES})")
        if on_sqlite():
            rule = "(served_on IS NULL) = (rule IS NULL)"
            service.create_check_constraint(op.f("ck_service_rule_of_the_date"), rule)


def widen_steps():
    with op.batch_alter_table("case_step", recreate=recreated()) as step:
        step.add_column(sa.Column("for_officer_id", sa.Integer(), nullable=True))
        step.create_foreign_key(op.f("fk_case_step_for_officer_id"), "officer", ["for_officer_id"], ["id"])
        if on_sqlite():
            kinds = "kind IN ('opened', 'completed', 'timer', 'message')"
            step.create_check_constraint(op.f("ck_case_step_kind"), kinds)
            actor = "(kind IN ('opened', 'completed')) = (actor_id IS NOT NULL)"
            step.create_check_constraint(op.f("ck_case_step_actor"), actor)


def added(table, column):
    """Add a column, and take the default away that only the rows of before needed."""
    table.add_column(column)
    if column.server_default is not None:
        table.alter_column(column.name, existing_type=column.type, server_default=None)


def on_sqlite():
    return op.get_bind().dialect.name == "sqlite"


def recreated():
    return "always" if on_sqlite() else "never"


def guard():
    """Let the database refuse every change to append-only tables; SQLite lost its triggers with the old tables."""
    if on_sqlite():
        for table in (*NEW, *REMADE):
            for act in ("UPDATE", "DELETE"):
                op.execute(SQLITE.format(table=table, act=act))
        return
    for table in NEW:
        for act, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(POSTGRESQL.format(table=table, act=act, each=each))


def downgrade():
    for table in ("case_part",) if on_sqlite() else ():
        for act in ("UPDATE", "DELETE"):
            op.execute(f"DROP TRIGGER {table}_{act}")
    with op.batch_alter_table("case_step") as step:
        step.drop_constraint(op.f("fk_case_step_for_officer_id"), type_="foreignkey")
        step.drop_column("for_officer_id")
    with op.batch_alter_table("service") as service:
        service.drop_constraint(op.f("fk_service_confirmation_id"), type_="foreignkey")
        for name in ("reason", "witnesses", "returned_on", "undeliverable", "confirmation_id"):
            service.drop_column(name)
    with op.batch_alter_table("recusal") as recusal:
        for name in ("member_ids", "decided_as", "asked_by", "kind"):
            recusal.drop_column(name)
    for table in ("address_confirmation", "delegation_end", "delegation"):
        op.drop_table(table)
