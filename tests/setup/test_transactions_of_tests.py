"""A test that begins a transaction inside another is told so at once, instead of waiting for itself."""

from time import monotonic

import pytest

from tests.databases import Inside, opened, sqlite_copy, transactions
from tests.fixtures import calendar, keys, sqlite_template
from tests.office import Office
from workflows.models import Case

__all__ = ["calendar", "keys"]


@pytest.fixture
def small_office(tmp_path, calendar):
    engine = opened(sqlite_copy(sqlite_template(), tmp_path))
    yield Office(engine)
    engine.dispose()


def test_asking_the_office_inside_its_transaction_fails_at_once_in_clear_words(small_office):
    begun = monotonic()
    with pytest.raises(Inside, match=r"ask before\s+`with office.begin"), small_office.begin():
        small_office.all(Case)
    assert monotonic() - begun < 1


def test_one_after_another_and_after_a_failure_is_well(small_office):
    with pytest.raises(KeyError), small_office.begin():
        raise KeyError
    assert small_office.all(Case) == []


def test_another_database_may_be_asked_meanwhile(small_office, tmp_path):
    (tmp_path / "other").mkdir()
    other = opened(sqlite_copy(sqlite_template(), tmp_path / "other"))
    with small_office.begin(), transactions(other)() as session:
        assert session.query(Case).all() == []
    other.dispose()
