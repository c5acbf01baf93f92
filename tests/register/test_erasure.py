"""Personal text that is erased leaves the chain whole; the same text changed without that breaks it (B6.4)."""

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from tests.audit.planting import findings, rewrite_chain, unguard
from tests.processes.repair import Repair
from workflows import audit
from workflows.errors import CaseworkError, NotErasable
from workflows.models import CaseStep, CreditEntry, Erasure, Service
from workflows.register.commit import Commit, seal
from workflows.register.erasure import ERASABLE, ERASED, Wanted, erase

WHO = 1


@pytest.fixture
def closed(office, calendar):
    """An office with one case that was granted, and is closed."""
    case = Repair(office, calendar).accept().decide().serve()
    assert case.case.closed_at is not None
    return case


def wanted(session, model, column, reason="本人依法申请删除"):
    last = select(model).order_by(model.id.desc()).limit(1)
    row = session.scalars(last).one()
    return Wanted(table=model.__tablename__, row_id=row.id, column=column, reason=reason)


def erased(session, model, column):
    commit, what = Commit(WHO), wanted(session, model, column)
    erase(session, commit, what)
    seal(session)
    session.flush()
    session.expire_all()
    return session.get(model, what.row_id)


PLACES = [(CaseStep, "answers"), (CreditEntry, "summary"), (CreditEntry, "actor_name"), (Service, "note")]


@pytest.mark.parametrize(("model", "column"), PLACES)
def test_an_erased_text_is_gone_and_every_link_still_holds(model, column, closed):
    with closed.office.begin() as session:
        row = erased(session, model, column)
        assert getattr(row, column) in (ERASED, {}) and column not in row.salts
        assert findings(session) == []
        [told] = audit.erased_texts(session)
        assert (told.table, told.column, told.reason) == (model.__tablename__, column, "本人依法申请删除")


def test_the_other_texts_of_the_row_stay_vouched_for(closed):
    with closed.office.begin() as session:
        row = erased(session, CreditEntry, "actor_name")
        unguard(session)
        session.connection().execute(
            update(CreditEntry).where(CreditEntry.id == row.id).values(summary="别的说法")
        )
        assert {one.promise for one in findings(session, "B6.1")} == {"B6.1"}
        session.rollback()


def test_another_text_put_in_the_place_of_an_erased_one_breaks_its_link(closed):
    with closed.office.begin() as session:
        row = erased(session, CreditEntry, "summary")
        unguard(session)
        session.connection().execute(
            update(CreditEntry).where(CreditEntry.id == row.id).values(summary="别的说法")
        )
        assert f"credit_entry {row.id}" in "".join(one.sentence for one in findings(session, "B6.1"))
        session.rollback()


def test_an_erasure_made_up_afterwards_is_found(closed, tmp_path):
    with closed.office.begin() as session:
        audit.export_head(session, tmp_path)
        erased(session, CreditEntry, "summary")
        unguard(session)
        session.connection().execute(update(Erasure).values(commitment="0" * 64))
        assert findings(session, "B6.1") != []
        rewrite_chain(session)
        assert list(audit.check_heads(session, tmp_path)) != []
        session.rollback()


def statements(session):
    """Ways around the door, once the summary of the last entry is on record as erased."""
    last = select(CreditEntry.id).order_by(CreditEntry.id.desc()).limit(1).scalar_subquery()
    of_last = update(CreditEntry).where(CreditEntry.id == last)
    others = update(CreditEntry).where(CreditEntry.id < last)
    return [
        of_last.values(basis="别的依据"),
        of_last.values(actor_name=ERASED),
        of_last.values(summary="别的说法"),
        others.values(summary=ERASED),
    ]


@pytest.mark.parametrize("number", range(4))
def test_the_database_lets_go_nothing_but_the_text_that_is_on_record_as_erased(number, closed):
    with closed.office.begin() as session:
        erased(session, CreditEntry, "summary")
    with closed.office.begin() as session:
        with pytest.raises(DBAPIError, match="append-only"):
            session.connection().execute(statements(session)[number])
        session.rollback()


@pytest.mark.parametrize(
    ("table", "column", "reason"),
    [("document", "facts", "申请"), ("credit_entry", "basis", "申请"), ("credit_entry", "summary", " ")],
)
def test_papers_facts_and_whatever_has_no_reason_are_not_erased(table, column, reason, closed):
    with closed.office.begin() as session, pytest.raises(NotErasable):
        erase(session, Commit(WHO), Wanted(table=table, row_id=1, column=column, reason=reason))


def test_what_an_open_case_still_needs_is_not_erased(office, calendar):
    Repair(office, calendar).accept()
    for model, column in ((CaseStep, "answers"), (Service, "note")):
        with office.begin() as session, pytest.raises(NotErasable, match="尚未办结"):
            erase(session, Commit(WHO), wanted(session, model, column))


def test_a_text_is_erased_once(closed):
    with closed.office.begin() as session:
        erased(session, CreditEntry, "summary")
        with pytest.raises(CaseworkError, match="已经删除"):
            erased(session, CreditEntry, "summary")


@pytest.mark.own_database
def test_every_table_that_can_be_erased_in_is_let_through_by_the_database(closed):
    sql = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%erasure%'",
        "postgresql": "SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
        " WHERE proname = 'append_only_but_erased'",
    }
    with closed.office.engine.connect() as connection:
        found = set(connection.scalars(text(sql[connection.dialect.name])))
    assert {name.removesuffix("_update") for name in found} - {"erasure_delete"} >= ERASABLE.keys()
