"""the words of forms kept with the answers; steps that stand get the words of the forms of this release.

Those words lie beside this migration, so that it gives the same rows whatever becomes of the forms. What it adds to
the chain is one commit of its own: no row that is sealed changes.
"""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from workflows import keyring

revision = "0019"
down_revision = "0018"

WORDS = Path(__file__).parents[1] / "first_words.json"
NEW = ("form_wording", "step_wording")
WITH_FORMS = ("opened", "completed")
SQLITE = """
CREATE TRIGGER {table}_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL = (
    "CREATE TRIGGER {table}_{act} BEFORE {act} ON {table} FOR EACH {each} EXECUTE FUNCTION append_only()"
)


def upgrade():
    wordings, tied = make_tables()
    commit = {"commit_id": uuid4(), "at": datetime.now(UTC)}
    for form in json.loads(WORDS.read_text(encoding="utf-8")):
        keep(wordings, tied, form, commit)
    if digests := [row_digest(*row) for row in op.get_bind().execute(sa.select(tied))]:
        seal(digests, commit)
    guard()


def make_tables():
    wordings = op.create_table(
        "form_wording",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("process_key", sa.String(64), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_form_wording")),
    )
    tied = op.create_table(
        "step_wording",
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("commit_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["step_id"], ["case_step.id"], name=op.f("fk_step_wording_step_id")),
        sa.ForeignKeyConstraint(["digest"], ["form_wording.digest"], name=op.f("fk_step_wording_digest")),
        sa.PrimaryKeyConstraint("step_id", name=op.f("pk_step_wording")),
    )
    op.create_index(op.f("ix_step_wording_digest"), "step_wording", ["digest"])
    return wordings, tied


def keep(wordings, tied, form, commit):
    """Keep the words of one form, if it was ever answered, and tie every step to them in which it was."""
    step = sa.table("case_step", *map(sa.column, ("id", "process_key", "name", "kind")))
    of_form = sa.and_(step.c.process_key == form["process_key"], step.c.name == form["name"])
    answered = sa.and_(of_form, step.c.kind.in_(WITH_FORMS))
    if op.get_bind().scalar(sa.select(sa.func.count()).select_from(step).where(answered)) == 0:
        return
    content = json.dumps(form["words"], ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    digest = hashlib.sha256(content).hexdigest()
    place = {"process_key": form["process_key"], "name": form["name"]}
    if op.get_bind().scalar(sa.select(wordings.c.digest).where(wordings.c.digest == digest)) is None:
        op.execute(wordings.insert().values(digest=digest, content=content, kept_at=commit["at"], **place))
    commit_id = sa.literal(commit["commit_id"], sa.Uuid())
    chosen = sa.select(step.c.id, sa.literal(digest), commit_id).where(answered)
    op.execute(tied.insert().from_select(["step_id", "digest", "commit_id"], chosen))


def row_digest(step_id, digest, commit_id):
    """Return the digest of a row as the format of the chain has it."""
    return hashed(
        {"commit_id": str(commit_id), "digest": digest, "step_id": step_id, "table": "step_wording"}
    )


def hashed(content):
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()


def seal(digests, commit):
    """Add the link of these rows to the chain."""
    head = sa.table("chain_head", *map(sa.column, ("seq", "head")))
    link = sa.table(
        "chain_link",
        sa.column("seq"),
        sa.column("commit_id", sa.Uuid()),
        sa.column("body"),
        sa.column("head"),
        sa.column("mac"),
        sa.column("at", sa.DateTime(timezone=True)),
    )
    seq, before = op.get_bind().execute(sa.select(head.c.seq, head.c.head)).one()
    body = hashed(sorted(digests))
    after = {"seq": seq + 1, "head": hashlib.sha256(f"{before}{body}".encode()).hexdigest()}
    mac = hmac.new(
        keyring.key("chain"), f"{after['seq']}:{after['head']}".encode(), hashlib.sha256
    ).hexdigest()
    op.execute(link.insert().values(body=body, mac=mac, **after, **commit))
    op.execute(head.update().values(**after))


def guard():
    for table in NEW:
        if op.get_bind().dialect.name == "sqlite":
            for act in ("UPDATE", "DELETE"):
                op.execute(SQLITE.format(table=table, act=act))
            continue
        for act, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(POSTGRESQL.format(table=table, act=act, each=each))


def downgrade():
    """Take the words away; the links that seal which step had which do not verify any more."""
    op.drop_table("step_wording")
    op.drop_table("form_wording")
