"""What was known of a party on a day is shown as it was then, whatever was corrected or withdrawn since."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import delete

from tests.audit.planting import unguard
from tests.register.test_put_on_record import correct
from tests.webapp.test_second_officer_pages import statements_of
from tests.webapp.test_withdrawing_a_record import ANNULLED
from webapp.migrating import keep_versions_of_before
from workflows.casework.reading import known
from workflows.models import CreditRecord, RecordVersion
from workflows.register.versions import last_versions

THEN, NOW = "罚款</dt><dd>200,000.00 元", "罚款</dt><dd>150,000.00 元"
NOT_KEPT = "这一日的内容没有存档"


@pytest.fixture
def record(office, calendar):
    """A record of 23 November that was corrected on 1 December."""
    made = office.penalty()
    calendar.to("2026-12-01")
    correct(office, made, fine=Decimal(150_000))
    return made


@pytest.fixture
def page(browse, office, record):
    address = f"/entities/{office.one(CreditRecord, id=record).entity_id}/known"
    return lambda on: browse("credit_section").get(f"{address}?on={on}").text


def test_a_day_shows_the_content_of_then(page):
    assert THEN in page("2026-11-30") and NOW not in page("2026-11-30")
    assert NOW in page("2026-12-01") and "第 2 版" in page("2026-12-01")


def test_planted_a_page_that_takes_the_last_content_would_be_noticed(page, monkeypatch):
    monkeypatch.setattr(known, "last_versions", lambda session, ids, before: last_versions(session, ids))
    assert NOW in page("2026-11-30")


def test_a_day_shows_the_state_of_then(page, browse, calendar, record):
    calendar.to("2026-12-08")
    browse("credit_section").post(f"/records/{record}/withdraw", data=ANNULLED)
    assert "is-published" in page("2026-12-07") and "is-withdrawn" not in page("2026-12-07")
    assert "is-withdrawn" in page("2026-12-08")


def test_nothing_is_known_before_a_record_came_and_no_day_lies_ahead(page):
    assert "这一日没有这户的信用记录" in page("2026-11-22")
    assert "2026年12月1日所知（1 条）" in page("2031-01-01")
    assert "2026年12月1日所知（1 条）" in page("yesterday")


def test_of_a_day_whose_content_nobody_kept_the_page_says_so(page, office):
    with office.begin() as session:
        unguard(session)
        session.connection().execute(delete(RecordVersion))
    keep_versions_of_before(office.engine)
    assert NOT_KEPT in page("2026-11-30") and NOT_KEPT not in page("2026-12-01")


def test_it_costs_the_same_however_many_records_there_are(bureau, browse, office, record):
    entity_id = office.one(CreditRecord, id=record).entity_id
    reader, address = browse("credit_section"), f"/entities/{entity_id}/known?on=2026-12-01"
    one = statements_of(bureau, reader, address)
    for _ in range(3):
        further = office.penalty(decided_on=date(2026, 6, 1))
        with office.begin() as session:
            made = session.get_one(CreditRecord, further)
            made.entity_id = made.penalty.entity_id = entity_id
    assert statements_of(bureau, reader, address) == one
