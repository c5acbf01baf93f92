"""Nothing that a row holds gets into a log, a page or a trouble when the database refuses it."""

import logging
import traceback

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from webapp.db import db, transactions
from workflows import clock
from workflows.jobs.running import _in_words
from workflows.jobs.worker import ENGINE_OPTIONS
from workflows.models import BusinessEntity

IDENTITY = "230303199001011234"


def a_taken_key(session) -> None:
    """Put a person on file twice, which the database refuses."""
    row = {"party_key": IDENTITY, "kind": "person", "name": "王喆", "legal_representative": IDENTITY}
    dated = {"created_at": clock.now(), "updated_at": clock.now()}
    session.connection().execute(insert(BusinessEntity).values(**row, **dated))
    session.connection().execute(insert(BusinessEntity).values(**row, **dated))


def an_unfit_row(session) -> None:
    session.connection().execute(
        insert(BusinessEntity).values(party_key=IDENTITY, kind=IDENTITY[:6], name=IDENTITY)
    )


@pytest.fixture(params=[a_taken_key, an_unfit_row])
def refusal(request):
    return request.param


def test_over_the_web_it_is_in_no_log_and_on_no_page(browse, bureau, refusal, monkeypatch, caplog):
    monkeypatch.setitem(bureau.view_functions, "inbox.claim", lambda task_id: refusal(db.session()))
    with caplog.at_level(logging.DEBUG):
        answer = browse("window").post("/tasks/3f1d3c1f-7a10-4a57-9d0b-0b5c9a526f0e/claim")
    assert answer.status_code in (409, 500)
    assert IDENTITY not in answer.text and IDENTITY not in caplog.text


def test_in_the_worker_it_is_in_no_log_and_in_no_trouble(bureau, refusal):
    fault = raised(transactions(bureau), refusal)
    assert IDENTITY not in _in_words(fault) and IDENTITY not in "".join(traceback.format_exception(fault))
    assert ENGINE_OPTIONS["hide_parameters"] is True


def raised(begin, refusal) -> DBAPIError:
    with pytest.raises(DBAPIError) as found, begin() as session:
        refusal(session)
    return found.value


def test_planted_an_engine_that_hides_nothing_tells_it(office, refusal):
    assert IDENTITY in str(raised(office.begin, refusal))
