"""The tamper drill: one byte, the whole chain, an older copy; the last two come out through the exported head."""

from datetime import date, timedelta
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from tests.audit.planting import change, findings, rewrite_chain
from tests.audit.walks import AUDITED_AT
from workflows import audit
from workflows.audit import Finding
from workflows.models import (
    AddressConfirmation,
    AppendOnly,
    Base,
    ChainHead,
    ChainLink,
    CreditEntry,
    Deadline,
    DeadlineMove,
    Delegation,
    DelegationEnd,
    Document,
    DocumentChange,
    LawSnapshot,
    Officer,
    ParameterSetting,
    WorkCalendar,
)

A_DAY_LATER = AUDITED_AT + timedelta(days=1)
APPEND_ONLY = {
    mapper.class_.__tablename__: mapper.class_
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, AppendOnly)
}
# In each table a column of which one byte is changed; in the first three the chain itself holds it.
ONE_BYTE = {
    "case_step": "title",
    "credit_entry": "summary",
    "document": "code",
    "chain_link": "body",
    "answered_request": "body_digest",
    "definition": "source",
    "document_change": "reason",
    "document_file": "sha256",
    "import_reject": "line",
    "login_attempt": "address",
    "recusal": "ground",
    "service": "basis",
    "address_confirmation": "signed_on",
    "case_part": "since",
    "delegation": "reason",
    "delegation_end": "reason",
    "parameter_setting": "reason",
    "law_snapshot": "day",
    "work_calendar": "notice_number",
    "deadline_move": "why",
}


def check(session: Session, folder) -> list[Finding]:
    session.flush()
    return list(audit.check_heads(session, folder))


def fill_the_other_tables(session: Session) -> None:
    """Leave a row in each append-only table that the weeks of work do not reach."""
    paper = session.scalars(select(Document).order_by(Document.number)).first()
    told = {"standing": "withdrawn", "reason": "有误", "at": paper.issued_at, "commit_id": paper.commit_id}
    session.execute(insert(DocumentChange).values(document_id=paper.id, **told))
    [one, other] = session.scalars(select(Officer.id).order_by(Officer.id).limit(2))
    days = {"from_day": date(2026, 11, 23), "until_day": date(2026, 11, 30)}
    lent = {"id": 7, "officer_id": one, "delegate_id": other, "role": "reviewer", "reason": "出差", **days}
    session.execute(insert(Delegation).values(at=paper.issued_at, **lent))
    session.execute(insert(DelegationEnd).values(delegation_id=7, reason="提前返回", at=paper.issued_at))
    session.execute(
        insert(AddressConfirmation).values(
            case_id=paper.case_id,
            entity_id=1,
            address="sealed",
            consent=False,
            signed_on=date(2026, 11, 23),
            proof_ids={},
            officer_id=one,
            at=paper.issued_at,
            commit_id=paper.commit_id,
        )
    )

    fill_the_tables_of_law(session, paper, one)


def fill_the_tables_of_law(session: Session, paper: Document, officer_id: int) -> None:
    """Leave an answer, a version of the law, a calendar and a moved deadline."""
    day, at = date(2026, 11, 23), paper.issued_at
    answer = {"key": "tier.suspension", "value": "SERIOUS", "reason": "核实", "confirmed_by": "法规科"}
    session.execute(insert(ParameterSetting).values(**answer, from_day=day, set_by_id=officer_id, at=at))
    session.execute(insert(LawSnapshot).values(version="x", day=day, content={}, files=b"", at=at))
    notice = {"year": 2027, "content": {}, "notice_number": "国办发明电〔2026〕9号", "filename": "2027.toml"}
    session.execute(insert(WorkCalendar).values(**notice, sha256="0" * 64, at=at))
    deadline = session.scalars(select(Deadline).order_by(Deadline.id)).first()
    later = {"new_last_day": day + timedelta(days=1), "new_due_at": at + timedelta(days=1)}
    moved = {"old_last_day": day, "old_due_at": at, **later, "why": "放假"}
    versions = {"old_calendar_version": "a", "calendar_version": "b"}
    kept = {"deadline_id": deadline.id, "case_id": deadline.case_id, "at": at, "commit_id": paper.commit_id}
    session.execute(insert(DeadlineMove).values(**moved, **versions, **kept))


def change_one_byte(session: Session, table: str) -> None:
    model, name = APPEND_ONLY[table], ONE_BYTE[table]
    key = next(iter(model.__table__.primary_key))
    row = session.scalars(select(model).order_by(key).limit(1)).one()
    change(session, row, **{name: other(getattr(row, name))})


def other(value):
    match value:
        case int():
            return value ^ 1
        case date():
            return value + timedelta(days=1)
        case bytes():
            return value[:-1] + bytes([value[-1] ^ 1])
        case _:
            return value[:-1] + chr(ord(value[-1]) ^ 1)


def test_the_drill_reaches_every_append_only_table():
    assert ONE_BYTE.keys() == APPEND_ONLY.keys()


@pytest.mark.parametrize("table", ONE_BYTE)
def test_one_changed_byte_is_found(table, session, tmp_path):
    fill_the_other_tables(session)
    with time_machine.travel(A_DAY_LATER):
        audit.export_head(session, tmp_path)
        assert check(session, tmp_path) == []
        change_one_byte(session, table)
        assert findings(session, "B5.2", "B6.1", "B8.1") or check(session, tmp_path)


@pytest.mark.parametrize("table", ["case_step", "credit_entry", "document"])
def test_a_changed_byte_of_a_chained_row_breaks_its_link(table, session):
    change_one_byte(session, table)
    [broken] = findings(session, "B6.1")
    assert broken.table == "chain_link"
    assert table in broken.sentence


def test_a_link_that_was_cut_out_is_missed(session):
    session.execute(delete(ChainLink).where(ChainLink.seq == 5))
    named = {(one.table, one.row_id) for one in findings(session, "B6.1")}
    assert ("chain_link", "6") in named
    assert any(table == "credit_entry" for table, _ in named)


def test_a_row_slipped_into_an_old_commit_is_found(session):
    entry = session.scalars(select(CreditEntry).order_by(CreditEntry.id)).first()
    values = {column.name: getattr(entry, column.name) for column in CreditEntry.__table__.columns}
    session.execute(insert(CreditEntry).values(**{**values, "id": 99_999, "salt": "0" * 32}))
    assert "credit_entry 99999" in "".join(one.sentence for one in findings(session, "B6.1"))


def test_a_chain_cut_at_its_end_does_not_reach_the_head(session):
    last = select(func.max(ChainLink.seq)).scalar_subquery()
    session.execute(delete(ChainLink).where(ChainLink.seq == last))
    assert ("chain_head", "1") in {(one.table, one.row_id) for one in findings(session, "B6.1")}


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
    told = {"commit_id": UUID(int=7), "body": "1" * 64, "head": head.head, "at": AUDITED_AT}
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
