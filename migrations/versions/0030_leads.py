"""leads are registered, and what is done with each is a row of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

ERASED = "（已依法删除）"
LEAD, CHANGE = "lead", "lead_change"
SOURCES = "'inspection', 'complaint', 'transfer', 'assigned', 'other_procedure'"
STANDINGS = "'registered', 'referred', 'assigned', 'dismissed', 'transferred', 'opened'"
SEALED = {LEAD: ("content", "reporter", "contact"), CHANGE: ("reason",)}
FOREIGN = {
    LEAD: {"entity_id": "business_entity", "registered_by_id": "officer"},
    CHANGE: {
        "lead_id": LEAD,
        "department_id": "department",
        "officer_id": "officer",
        "case_id": "case",
        "by_id": "officer",
    },
}
CHECKS = {
    LEAD: {"source": f"source IN ({SOURCES})"},
    CHANGE: {
        "standing": f"standing IN ({STANDINGS})",
        "case": "(standing = 'opened') = (case_id IS NOT NULL)",
        "receiver": "(standing = 'transferred') = (receiver IS NOT NULL)",
        "officer": "standing <> 'assigned' OR officer_id IS NOT NULL",
    },
}
SEAL = (
    ("at", sa.DateTime(timezone=True), False),
    ("salts", sa.JSON(), False),
    ("commit_id", sa.Uuid(), False),
)
COLUMNS = {
    LEAD: (
        ("id", sa.Integer(), False),
        ("source", sa.String(64), False),
        ("received_on", sa.Date(), False),
        ("look_by", sa.Date(), False),
        ("entity_id", sa.Integer(), True),
        ("content", sa.Text(), False),
        ("reporter", sa.String(300), True),
        ("contact", sa.String(300), True),
        ("registered_by_id", sa.Integer(), True),
        *SEAL,
    ),
    CHANGE: (
        ("id", sa.Integer(), False),
        ("lead_id", sa.Integer(), False),
        ("seq", sa.Integer(), False),
        ("standing", sa.String(64), False),
        ("department_id", sa.Integer(), False),
        ("officer_id", sa.Integer(), True),
        ("receiver", sa.String(300), True),
        ("case_id", sa.Uuid(), True),
        ("reason", sa.String(300), True),
        ("by_id", sa.Integer(), True),
        *SEAL,
    ),
}
INDEXED = {LEAD: ("entity_id", "registered_by_id"), CHANGE: ("department_id", "officer_id")}
UNIQUE = (("lead_id", "seq"), ("case_id",))
SQLITE_DELETE = (
    "CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
)
SQLITE_UPDATE = (
    "CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} WHEN NOT ({unchanged} AND EXISTS ("
    "SELECT 1 FROM erasure WHERE table_name = '{table}' AND row_id = OLD.id)) "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
)
SQLITE_ERASED = (
    '(NEW."{column}" IS OLD."{column}" OR NEW."{column}" = \'{erased}\' AND EXISTS ('
    "SELECT 1 FROM erasure WHERE table_name = '{table}' AND row_id = OLD.id AND column_name = '{column}'))"
)


def upgrade():
    for table in COLUMNS:
        make(table)
        guard_sqlite(table) if op.get_bind().dialect.name == "sqlite" else guard(table)


def make(table):
    columns = [sa.Column(name, kind, nullable=empty) for name, kind, empty in COLUMNS[table]]
    checks = [
        sa.CheckConstraint(told, name=op.f(f"ck_{table}_{name}")) for name, told in CHECKS[table].items()
    ]
    foreign = [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, target in FOREIGN[table].items()
    ]
    once = [
        sa.UniqueConstraint(*names, name=op.f(f"uq_{table}_{'_'.join(names)}"))
        for names in (UNIQUE if table == CHANGE else ())
    ]
    op.create_table(
        table, *columns, *checks, *foreign, *once, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))
    )
    for column in INDEXED[table]:
        op.create_index(f"ix_{table}_{column}", table, [column])


def guard_sqlite(table):
    """Nobody changes or removes what was registered and done; but for a text whose erasure is on record."""
    kept = [
        f'NEW."{name}" IS OLD."{name}"'
        for name, *_ in COLUMNS[table]
        if name not in (*SEALED[table], "salts")
    ]
    gone = [SQLITE_ERASED.format(table=table, column=name, erased=ERASED) for name in SEALED[table]]
    op.execute(SQLITE_DELETE.format(table=table))
    op.execute(SQLITE_UPDATE.format(table=table, unchanged=" AND ".join([*kept, *gone])))


def guard(table):
    for act, each in (("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_{act} BEFORE {act} ON {table} FOR EACH {each} EXECUTE FUNCTION append_only()"
        )
    op.execute(
        f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION append_only_but_erased('{ERASED}')"
    )


def downgrade():
    op.drop_table(CHANGE)
    op.drop_table(LEAD)
