"""cases are suspended and resumed by acts that somebody asks for and somebody decides."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"

ERASED = "（已依法删除）"
ACT, DECISION = "case_act", "case_act_decision"
KINDS = "'suspend', 'resume', 'withdraw', 'end'"
VERDICTS = "'agreed', 'declined', 'dropped'"
SEALED = {ACT: ("reason",), DECISION: ("opinion",)}
FOREIGN = {
    ACT: {"case_id": "case", "asked_by_id": "officer"},
    DECISION: {"act_id": ACT, "by_id": "officer"},
}
CHECKS = {ACT: {"kind": f"kind IN ({KINDS})"}, DECISION: {"verdict": f"verdict IN ({VERDICTS})"}}
SEAL = (
    ("at", sa.DateTime(timezone=True), False),
    ("salts", sa.JSON(), False),
    ("commit_id", sa.Uuid(), False),
)
COLUMNS = {
    ACT: (
        ("id", sa.Integer(), False),
        ("case_id", sa.Uuid(), False),
        ("kind", sa.String(64), False),
        ("ground", sa.String(64), False),
        ("reason", sa.String(300), False),
        ("asked_by_id", sa.Integer(), True),
        *SEAL,
    ),
    DECISION: (
        ("id", sa.Integer(), False),
        ("act_id", sa.Integer(), False),
        ("verdict", sa.String(64), False),
        ("opinion", sa.String(300), True),
        ("by_id", sa.Integer(), True),
        *SEAL,
    ),
}
INDEXED = {ACT: ("case_id",), DECISION: ()}
UNIQUE = {ACT: (), DECISION: (("act_id",),)}
STANDING = "suspended_at IS NOT NULL"
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
    op.add_column("case", sa.Column("suspended_at", sa.DateTime(timezone=True)))
    where = sa.text(STANDING)
    op.create_index(
        "ix_case_suspended_at", "case", ["suspended_at"], sqlite_where=where, postgresql_where=where
    )
    op.add_column("deadline", sa.Column("suspended", sa.JSON()))


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
        sa.UniqueConstraint(*names, name=op.f(f"uq_{table}_{'_'.join(names)}")) for names in UNIQUE[table]
    ]
    op.create_table(
        table, *columns, *checks, *foreign, *once, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))
    )
    for column in INDEXED[table]:
        op.create_index(f"ix_{table}_{column}", table, [column])


def guard_sqlite(table):
    """Nobody changes or removes what was asked for and decided; but for a text whose erasure is on record."""
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
    op.drop_column("deadline", "suspended")
    op.drop_index("ix_case_suspended_at", "case")
    op.drop_column("case", "suspended_at")
    op.drop_table(DECISION)
    op.drop_table(ACT)
