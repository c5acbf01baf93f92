"""the first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


# Rows of these are only ever added; the database itself refuses to change or remove one (B6.3).
APPEND_ONLY = (
    "answered_request",
    "case_step",
    "chain_link",
    "credit_entry",
    "definition",
    "document",
    "document_change",
    "document_file",
    "import_reject",
    "login_attempt",
    "recusal",
    "service",
)
GENESIS = "0" * 64

SQLITE = """
CREATE TRIGGER {table}_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$
"""
POSTGRESQL = (
    "CREATE TRIGGER {table}_{act} BEFORE {act} ON {table} FOR EACH {each} EXECUTE FUNCTION append_only()"
)


def upgrade():
    op.create_table(
        "business_entity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("party_key", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("uscc", sa.String(length=18), nullable=True),
        sa.Column("registration_number", sa.String(length=50), nullable=True),
        sa.Column("legal_representative", sa.String(length=50), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("identity_kind", sa.String(length=64), nullable=True),
        sa.Column("identity_cipher", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(kind = 'person') = (identity_cipher IS NOT NULL)", name=op.f("ck_business_entity_identity")
        ),
        sa.CheckConstraint(
            "kind = 'person' OR uscc IS NOT NULL OR registration_number IS NOT NULL",
            name=op.f("ck_business_entity_code"),
        ),
        sa.CheckConstraint(
            "kind IN ('organisation', 'individual_business', 'person')", name=op.f("ck_business_entity_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_business_entity")),
        sa.UniqueConstraint("party_key", name=op.f("uq_business_entity_party_key")),
        sa.UniqueConstraint("uscc", name=op.f("uq_business_entity_uscc")),
    )
    op.create_index("ix_business_entity_name", "business_entity", ["name"], unique=False)
    op.create_table(
        "chain_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_chain_head_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_head")),
    )
    op.create_table(
        "chain_link",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.String(length=64), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_chain_link")),
        sa.UniqueConstraint("commit_id", name=op.f("uq_chain_link_commit_id")),
    )
    op.create_table(
        "definition",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("process_key", sa.String(length=64), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_definition")),
    )
    op.create_table(
        "department",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
        sa.UniqueConstraint("code", name=op.f("uq_department_code")),
    )
    op.create_table(
        "login_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempt")),
    )
    op.create_index("ix_login_attempt_username_at", "login_attempt", ["username", "at"], unique=False)
    op.create_table(
        "number_series",
        sa.Column("series", sa.String(length=64), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("last >= 0", name=op.f("ck_number_series_last")),
        sa.PrimaryKeyConstraint("series", "year", name=op.f("pk_number_series")),
    )
    op.create_table(
        "worker_lease",
        sa.Column("executor_id", sa.String(length=300), nullable=False),
        sa.Column("host", sa.String(length=200), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("renewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_over_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("executor_id", name=op.f("pk_worker_lease")),
    )
    op.create_table(
        "officer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("employee_number", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("certificate_number", sa.String(length=32), nullable=True),
        sa.Column("certificate_until", sa.Date(), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_officer_department_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer")),
        sa.UniqueConstraint("employee_number", name=op.f("uq_officer_employee_number")),
        sa.UniqueConstraint("username", name=op.f("uq_officer_username")),
    )
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("file_format", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("started_by_id", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state IN ('done', 'failed')) = (ended_at IS NOT NULL)", name=op.f("ck_import_run_ended")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed')", name=op.f("ck_import_run_state")
        ),
        sa.CheckConstraint("done = added + updated + unchanged + refused", name=op.f("ck_import_run_counts")),
        sa.ForeignKeyConstraint(["started_by_id"], ["officer.id"], name=op.f("fk_import_run_started_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    op.create_table(
        "login_session",
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_login_session_officer_id")),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_login_session")),
    )
    op.create_index(op.f("ix_login_session_officer_id"), "login_session", ["officer_id"], unique=False)
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('window', 'case_officer', 'unit_head', 'reviewer', 'legal_reviewer', 'hearing_host', 'approver', 'chief', 'panel', 'credit_section', 'system_administrator')",
            name=op.f("ck_role_grant_role"),
        ),
        sa.CheckConstraint(
            "revoked_at IS NULL OR revoked_at >= granted_at", name=op.f("ck_role_grant_order")
        ),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_role_grant_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
    )
    op.create_index(op.f("ix_role_grant_officer_id"), "role_grant", ["officer_id"], unique=False)
    op.create_table(
        "import_reject",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("row", sa.JSON(), nullable=False),
        sa.Column("faults", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_import_reject_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_reject")),
        sa.UniqueConstraint("run_id", "line", name=op.f("uq_import_reject_run_id_line")),
    )
    op.create_table(
        "penalty_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("document_number", sa.String(length=128), nullable=False),
        sa.Column("violation_type", sa.String(length=2000), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("kinds", sa.String(length=255), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("fine", sa.Numeric(precision=20, scale=2), nullable=True),
        sa.Column("confiscation", sa.Numeric(precision=20, scale=2), nullable=True),
        sa.Column("licence", sa.String(length=200), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("effective_until", sa.Date(), nullable=False),
        sa.Column("authority", sa.String(length=200), nullable=False),
        sa.Column("authority_code", sa.String(length=18), nullable=False),
        sa.Column("source_unit", sa.String(length=200), nullable=False),
        sa.Column("source_unit_code", sa.String(length=18), nullable=False),
        sa.Column("remark", sa.String(length=512), nullable=True),
        sa.Column("row_digest", sa.String(length=64), nullable=False),
        sa.Column("import_run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["business_entity.id"], name=op.f("fk_penalty_decision_entity_id")
        ),
        sa.ForeignKeyConstraint(
            ["import_run_id"], ["import_run.id"], name=op.f("fk_penalty_decision_import_run_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penalty_decision")),
        sa.UniqueConstraint(
            "document_number",
            "entity_id",
            "authority_code",
            name=op.f("uq_penalty_decision_document_number_entity_id_authority_code"),
        ),
    )
    op.create_index("ix_penalty_decision_entity_id", "penalty_decision", ["entity_id"], unique=False)
    op.create_table(
        "credit_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("tier", sa.String(length=64), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("earliest_repair_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("tier_rule", sa.String(length=64), nullable=True),
        sa.Column("period_rule", sa.String(length=64), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("law_version", sa.String(length=64), nullable=False),
        sa.Column("penalty_id", sa.Integer(), nullable=True),
        sa.Column("linked_to_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(state IN ('repaired', 'expired', 'withdrawn')) = (ended_on IS NOT NULL)",
            name=op.f("ck_credit_record_ended"),
        ),
        sa.CheckConstraint(
            "kind <> 'penalty' OR penalty_id IS NOT NULL", name=op.f("ck_credit_record_penalty")
        ),
        sa.CheckConstraint(
            "kind IN ('penalty', 'abnormal_list', 'abnormal_mark', 'serious_list', 'spot_check', 'repair_fraud')",
            name=op.f("ck_credit_record_kind"),
        ),
        sa.CheckConstraint(
            "state <> 'published' OR published_on IS NOT NULL", name=op.f("ck_credit_record_published")
        ),
        sa.CheckConstraint(
            "state IN ('recorded', 'published', 'masked', 'repaired', 'expired', 'withdrawn')",
            name=op.f("ck_credit_record_state"),
        ),
        sa.CheckConstraint(
            "tier IS NULL OR tier IN ('minor', 'general', 'serious')", name=op.f("ck_credit_record_tier")
        ),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["business_entity.id"], name=op.f("fk_credit_record_entity_id")
        ),
        sa.ForeignKeyConstraint(
            ["linked_to_id"], ["credit_record.id"], name=op.f("fk_credit_record_linked_to_id")
        ),
        sa.ForeignKeyConstraint(
            ["penalty_id"], ["penalty_decision.id"], name=op.f("fk_credit_record_penalty_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credit_record")),
        sa.UniqueConstraint("penalty_id", name=op.f("uq_credit_record_penalty_id")),
    )
    op.create_index("ix_credit_record_entity_id", "credit_record", ["entity_id"], unique=False)
    op.create_index("ix_credit_record_linked_to_id", "credit_record", ["linked_to_id"], unique=False)
    op.create_index("ix_credit_record_state_ends_on", "credit_record", ["state", "ends_on"], unique=False)
    op.create_table(
        "case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=300), nullable=False),
        sa.Column("process_key", sa.String(length=64), nullable=False),
        sa.Column("definition_digest", sa.String(length=64), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (outcome IS NULL)", name=op.f("ck_case_outcome_when_closed")
        ),
        sa.ForeignKeyConstraint(
            ["definition_digest"], ["definition.digest"], name=op.f("fk_case_definition_digest")
        ),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_case_department_id")),
        sa.ForeignKeyConstraint(["entity_id"], ["business_entity.id"], name=op.f("fk_case_entity_id")),
        sa.ForeignKeyConstraint(["record_id"], ["credit_record.id"], name=op.f("fk_case_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("number", name=op.f("uq_case_number")),
    )
    op.create_index("ix_case_entity_id", "case", ["entity_id"], unique=False)
    op.create_index("ix_case_record_id", "case", ["record_id"], unique=False)
    op.create_index(
        "uq_case_record_id_process_key_open",
        "case",
        ["record_id", "process_key"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "answered_request",
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("body_digest", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_answered_request_case_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_answered_request_officer_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_answered_request")),
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_attachment_size")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_attachment_case_id")),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["officer.id"], name=op.f("fk_attachment_uploaded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_case_id"), "attachment", ["case_id"], unique=False)
    op.create_table(
        "case_part",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "part IN ('handling', 'reviewing', 'approving', 'hearing')", name=op.f("ck_case_part_part")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_part_case_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_case_part_officer_id")),
        sa.PrimaryKeyConstraint("case_id", "officer_id", name=op.f("pk_case_part")),
    )
    op.create_table(
        "case_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("process_key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_role", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("passed", sa.JSON(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(kind IN ('opened', 'completed')) = (actor_id IS NOT NULL)", name=op.f("ck_case_step_actor")
        ),
        sa.CheckConstraint(
            "kind IN ('opened', 'completed', 'timer', 'message')", name=op.f("ck_case_step_kind")
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["officer.id"], name=op.f("fk_case_step_actor_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_step_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_step")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_case_step_case_id_seq")),
        sa.UniqueConstraint("commit_id", name=op.f("uq_case_step_commit_id")),
    )
    op.create_table(
        "credit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("case_seq", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("event", sa.String(length=64), nullable=False),
        sa.Column("state_after", sa.String(length=64), nullable=True),
        sa.Column("visibility", sa.String(length=64), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("law_version", sa.String(length=64), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=50), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('import', 'case', 'deadline', 'life', 'service')", name=op.f("ck_credit_entry_kind")
        ),
        sa.CheckConstraint(
            "visibility IN ('internal', 'party', 'public')", name=op.f("ck_credit_entry_visibility")
        ),
        sa.CheckConstraint(
            "state_after IS NULL OR record_id IS NOT NULL", name=op.f("ck_credit_entry_state_of_a_record")
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["officer.id"], name=op.f("fk_credit_entry_actor_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_credit_entry_case_id")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["business_entity.id"], name=op.f("fk_credit_entry_entity_id")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["credit_record.id"], name=op.f("fk_credit_entry_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credit_entry")),
    )
    op.create_index("ix_credit_entry_commit_id", "credit_entry", ["commit_id"], unique=False)
    op.create_index("ix_credit_entry_entity_id_id", "credit_entry", ["entity_id", "id"], unique=False)
    op.create_index("ix_credit_entry_record_id_id", "credit_entry", ["record_id", "id"], unique=False)
    op.create_index(
        "uq_credit_entry_case_id_case_seq",
        "credit_entry",
        ["case_id", "case_seq"],
        unique=True,
        sqlite_where=sa.text("case_seq IS NOT NULL"),
        postgresql_where=sa.text("case_seq IS NOT NULL"),
    )
    op.create_table(
        "deadline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("clock", sa.String(length=64), nullable=False),
        sa.Column("timer", sa.String(length=64), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("start_event", sa.String(length=300), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("calendar_version", sa.String(length=64), nullable=False),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended", sa.String(length=64), nullable=True),
        sa.Column("end_reason", sa.String(length=300), nullable=True),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "ended IS NULL OR ended IN ('met', 'fired', 'cancelled')", name=op.f("ck_deadline_ended")
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (ended IS NULL)", name=op.f("ck_deadline_one_end")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_deadline_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
        sa.UniqueConstraint(
            "case_id", "clock", "occurrence", name=op.f("uq_deadline_case_id_clock_occurrence")
        ),
    )
    op.create_index(op.f("ix_deadline_case_id"), "deadline", ["case_id"], unique=False)
    op.create_index(
        "ix_deadline_due_at",
        "deadline",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("series", sa.String(length=64), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=300), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("facts_digest", sa.String(length=64), nullable=False),
        sa.Column("template_digest", sa.String(length=64), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_document_case_id")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["officer.id"], name=op.f("fk_document_issued_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("code", name=op.f("uq_document_code")),
        sa.UniqueConstraint("number", name=op.f("uq_document_number")),
        sa.UniqueConstraint("series", "year", "serial", name=op.f("uq_document_series_year_serial")),
    )
    op.create_index(op.f("ix_document_case_id"), "document", ["case_id"], unique=False)
    op.create_table(
        "recusal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(length=300), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_recusal_case_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["officer.id"], name=op.f("fk_recusal_decided_by_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_recusal_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal")),
        sa.UniqueConstraint("case_id", "officer_id", name=op.f("uq_recusal_case_id_officer_id")),
    )
    op.create_table(
        "shared_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recipient", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("payload_digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'sent', 'failed')", name=op.f("ck_shared_message_state")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_shared_message_case_id")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["credit_record.id"], name=op.f("fk_shared_message_record_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_message")),
    )
    op.create_index(op.f("ix_shared_message_case_id"), "shared_message", ["case_id"], unique=False)
    op.create_index(op.f("ix_shared_message_record_id"), "shared_message", ["record_id"], unique=False)
    op.create_table(
        "trouble",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job", sa.String(length=64), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("solved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("solved_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(solved_at IS NULL) = (solved_by_id IS NULL)", name=op.f("ck_trouble_solved_by_someone")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_trouble_case_id")),
        sa.ForeignKeyConstraint(["solved_by_id"], ["officer.id"], name=op.f("fk_trouble_solved_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trouble")),
    )
    op.create_index(
        "ix_trouble_open",
        "trouble",
        ["opened_at"],
        unique=False,
        sqlite_where=sa.text("solved_at IS NULL"),
        postgresql_where=sa.text("solved_at IS NULL"),
    )
    op.create_table(
        "document_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("standing", sa.String(length=64), nullable=False),
        sa.Column("replaced_by_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("standing IN ('replaced', 'withdrawn')", name=op.f("ck_document_change_standing")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_change_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"], ["document.id"], name=op.f("fk_document_change_replaced_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_change")),
    )
    op.create_index(op.f("ix_document_change_document_id"), "document_change", ["document_id"], unique=False)
    op.create_table(
        "document_file",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("rendered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_document_file_document_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_file")),
    )
    op.create_table(
        "service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("mode", sa.String(length=64), nullable=False),
        sa.Column("receiver", sa.String(length=300), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("rule", sa.String(length=64), nullable=True),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("consent", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("second_officer_id", sa.Integer(), nullable=True),
        sa.Column("proof_ids", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("mode IN ('direct', 'post', 'electronic')", name=op.f("ck_service_mode")),
        sa.CheckConstraint("(served_on IS NULL) = (rule IS NULL)", name=op.f("ck_service_rule_of_the_date")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_service_document_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_service_officer_id")),
        sa.ForeignKeyConstraint(
            ["second_officer_id"], ["officer.id"], name=op.f("fk_service_second_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
    )
    op.create_index(op.f("ix_service_document_id"), "service", ["document_id"], unique=False)
    op.create_index(
        "uq_service_document_id_served",
        "service",
        ["document_id"],
        unique=True,
        sqlite_where=sa.text("served_on IS NOT NULL"),
        postgresql_where=sa.text("served_on IS NOT NULL"),
    )
    op.create_table(
        "task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("process_key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("claimed_by_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_task_case_id")),
        sa.ForeignKeyConstraint(["claimed_by_id"], ["officer.id"], name=op.f("fk_task_claimed_by_id")),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_task_department_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_task_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index(op.f("ix_task_case_id"), "task", ["case_id"], unique=False)
    op.create_index(op.f("ix_task_claimed_by_id"), "task", ["claimed_by_id"], unique=False)
    op.create_index("ix_task_role_department_id", "task", ["role", "department_id"], unique=False)
    op.execute(f"INSERT INTO chain_head (id, seq, head) VALUES (1, 0, '{GENESIS}')")
    guard()


def guard():
    """Let the database refuse every change to append-only tables."""
    if op.get_bind().dialect.name == "sqlite":
        for table in APPEND_ONLY:
            for act in ("UPDATE", "DELETE"):
                op.execute(SQLITE.format(table=table, act=act))
        return
    op.execute(POSTGRESQL_FUNCTION)
    for table in APPEND_ONLY:
        for act, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(POSTGRESQL.format(table=table, act=act, each=each))
