"""The tamper drill: one byte, the whole chain, an older copy; the last two come out through the exported head."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from tests.audit.planting import change, findings, rewrite_chain
from tests.audit.walks import AUDITED_AT
from tests.fixtures import SECRET
from workflows import audit, keyring
from workflows.audit import Finding
from workflows.models import CaseStep, ChainHead, ChainLink, CreditEntry, Document, Service


def check(session: Session, folder) -> list[Finding]:
    session.flush()
    return list(audit.check_heads(session, folder))


def change_one_byte(session: Session, row: Any, name: str) -> None:
    value = getattr(row, name)
    change(session, row, **{name: value[:-1] + chr(ord(value[-1]) ^ 1)})


@pytest.mark.parametrize(
    ("model", "name"), [(CaseStep, "title"), (CreditEntry, "summary"), (Document, "code"), (Service, "basis")]
)
def test_a_changed_byte_of_a_chained_row_breaks_its_link(model, name, session):
    row = session.scalars(select(model).order_by(model.id).limit(1)).one()
    change_one_byte(session, row, name)
    [broken] = findings(session, "B6.1")
    assert broken.table == "chain_link"
    assert f"{model.__tablename__} {row.id}" in broken.sentence


def test_a_link_that_was_cut_out_is_missed(session):
    first = select(ChainLink.seq).join(CreditEntry, CreditEntry.commit_id == ChainLink.commit_id)
    cut = session.scalars(first.order_by(ChainLink.seq)).first()
    session.execute(delete(ChainLink).where(ChainLink.seq == cut))
    named = {(one.table, one.row_id) for one in findings(session, "B6.1")}
    assert ("chain_link", str(cut + 1)) in named
    assert any(table == "credit_entry" for table, _ in named)


def test_a_row_slipped_into_an_old_commit_is_found(session):
    entry = session.scalars(select(CreditEntry).order_by(CreditEntry.id)).first()
    values = {column.name: getattr(entry, column.name) for column in CreditEntry.__table__.columns}
    session.execute(insert(CreditEntry).values(**{**values, "id": 99_999}))
    assert "credit_entry 99999" in "".join(one.sentence for one in findings(session, "B6.1"))


def test_a_chain_cut_at_its_end_does_not_reach_the_head(session):
    last = select(func.max(ChainLink.seq)).scalar_subquery()
    session.execute(delete(ChainLink).where(ChainLink.seq == last))
    assert ("chain_head", "1") in {(one.table, one.row_id) for one in findings(session, "B6.1")}


def test_a_chain_rewritten_without_the_key_is_found_in_the_house_itself(session):
    session.execute(update(CreditEntry).where(CreditEntry.id == 1).values(summary="另一种说法"))
    keyring.use("a-secret-that-somebody-without-the-key-makes-up")
    rewrite_chain(session)
    keyring.use(SECRET)
    assert {one.sentence for one in findings(session, "B6.1")} == {"链环不是由本系统作成的。"}


def test_a_chain_rewritten_as_a_whole_is_found_through_the_exported_head(session, tmp_path):
    audit.export_head(session, tmp_path)
    session.execute(update(CreditEntry).where(CreditEntry.id == 1).values(summary="另一种说法"))
    rewrite_chain(session)
    assert findings(session) == []
    [found] = check(session, tmp_path)
    assert found.promise == "B6.2"
    assert "改写" in found.sentence


def test_an_older_copy_is_found_through_the_exported_head(session, tmp_path):
    append_a_link(session)
    audit.export_head(session, tmp_path)
    session.rollback()
    assert findings(session) == []
    [found] = check(session, tmp_path)
    assert found.promise == "B6.2"
    assert "退回" in found.sentence


def append_a_link(session: Session) -> None:
    """Go on with the chain by one link, as a day's work does."""
    head = session.scalars(select(ChainHead)).one()
    head.seq, head.head = head.seq + 1, "2" * 64
    told = {"commit_id": UUID(int=7), "body": "1" * 64, "head": head.head, "mac": "", "at": AUDITED_AT}
    session.execute(insert(ChainLink).values(seq=head.seq, **told))


def test_a_chain_that_only_grew_continues_every_exported_head(session, tmp_path):
    audit.export_head(session, tmp_path)
    append_a_link(session)
    assert check(session, tmp_path) == []


def test_a_forged_head_is_refused(session, tmp_path):
    file = audit.export_head(session, tmp_path)
    file.write_bytes(file.read_bytes().replace(b'"exported_at": "2026', b'"exported_at": "2027'))
    assert [one.row_id for one in check(session, tmp_path)] == [file.name]


@pytest.mark.parametrize("content", ["[]", "{", "{}"])
def test_a_file_that_is_no_head_is_refused(content, session, tmp_path):
    (tmp_path / "head-2026-11-23-000000001.json").write_text(content)
    [found] = check(session, tmp_path)
    assert "签名无效" in found.sentence
