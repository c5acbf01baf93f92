"""one key for a document number in every spelling; the end of publicity that a file states."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

OLD = "uq_penalty_decision_document_number_entity_id_authority_code"
NEW = "uq_penalty_decision_number_key_entity_id_authority_code"
ONE_SPELLING = str.maketrans("([{【〖「『《〈<)]}】〗」』》〉>‐‑‒–—―−", "〔" * 10 + "〕" * 10 + "-" * 7)
PART = 1000


def upgrade():
    op.add_column("penalty_decision", sa.Column("stated_end_on", sa.Date(), nullable=True))
    op.add_column("penalty_decision", sa.Column("number_key", sa.String(160), nullable=True))
    op.add_column("import_run", sa.Column("conflicts", sa.JSON(), nullable=False, server_default="[]"))
    fill()
    with op.batch_alter_table("penalty_decision") as decision:
        decision.alter_column("number_key", existing_type=sa.String(160), nullable=False)
        decision.drop_constraint(op.f(OLD), type_="unique")
        decision.create_unique_constraint(op.f(NEW), ["number_key", "entity_id", "authority_code"])


def fill():
    """Give every decision its key; a second record of the same decision keeps a key of its own, to be withdrawn by a person."""
    table = sa.table(
        "penalty_decision",
        *map(sa.column, ("id", "document_number", "number_key", "entity_id", "authority_code")),
    )
    asked = sa.select(table.c.id, table.c.document_number, table.c.entity_id, table.c.authority_code)
    rows = op.get_bind().execute(asked.order_by(table.c.id)).all()
    taken, found = set(), []
    for row in rows:
        key = one_spelling(row.document_number)
        place = (key, row.entity_id, row.authority_code)
        found.append({"row": row.id, "key": f"{key}#{row.id}" if place in taken else key})
        taken.add(place)
    update = table.update().where(table.c.id == sa.bindparam("row")).values(number_key=sa.bindparam("key"))
    for start in range(0, len(found), PART):
        op.get_bind().execute(update, found[start : start + PART])


def one_spelling(number):
    plain = unicodedata.normalize("NFKC", number).upper().translate(ONE_SPELLING)
    return "".join(sign for sign in plain if not sign.isspace() and unicodedata.category(sign) != "Cf")


def downgrade():
    with op.batch_alter_table("penalty_decision") as decision:
        decision.drop_constraint(op.f(NEW), type_="unique")
        decision.create_unique_constraint(op.f(OLD), ["document_number", "entity_id", "authority_code"])
        decision.drop_column("number_key")
        decision.drop_column("stated_end_on")
    op.drop_column("import_run", "conflicts")
