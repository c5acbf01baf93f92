"""What the office lays down: answers from a day on, later calendars, and a version for all of it."""

import io
import zipfile
from datetime import date, timedelta

import pytest
import time_machine

from tests.calendar import shanghai
from workflows import clock
from workflows.errors import LawFileFaulty, LawUnknown
from workflows.law import applied, clock_of, due, is_workday, law_version, parameter, parameters, settings
from workflows.law.settings import Entered, Setting
from workflows.law.workdays import calendar_version
from workflows.law.years import year_of_entries

FROM = date(2026, 12, 1)
NOTICE = [{"title": "通知", "number": "国办发明电〔2026〕9号", "issued_on": date(2026, 11, 20)}]
NEW_YEAR = [{"name": "元旦", "first": date(2027, 1, 1), "last": date(2027, 1, 3), "worked": []}]
CALENDAR = {"year": 2027, "confidence": "V", "notice": NOTICE, "holiday": NEW_YEAR}


@pytest.fixture(autouse=True)
def files_alone():
    settings.use(None)
    yield
    settings.use(None)


def answered(key: str, value: object, from_day: date = FROM) -> Setting:
    return Setting(key, value, from_day, "省局答复", "法规科 李明")


def use(*given: Setting, years: dict[int, object] | None = None) -> None:
    entered = Entered(given, years or {})
    settings.use(lambda: entered)


def test_an_answer_counts_from_its_day_and_not_before():
    use(answered("tier.lowFine.org", 50_000))
    assert parameter("tier.lowFine.org", on=FROM - timedelta(days=1)) == 100_000
    assert parameter("tier.lowFine.org", on=FROM) == 50_000


def test_of_two_answers_for_one_day_the_one_entered_later_counts():
    use(answered("ka.months", 9), answered("ka.months", 3))
    assert parameter("ka.months", on=FROM) == 3


def test_an_answer_for_a_later_day_goes_before_one_entered_after_it_for_an_earlier_day():
    use(answered("ka.months", 9, date(2027, 1, 1)), answered("ka.months", 3))
    assert (parameter("ka.months", on=FROM), parameter("ka.months", on=date(2027, 1, 1))) == (3, 9)


def test_who_confirmed_an_answer_is_told_with_it_and_the_question_is_closed():
    use(answered("tier.lowFine.org", 50_000))
    assert parameters(FROM)["tier.lowFine.org"].confirmed == "法规科 李明（自2026-12-01起）"
    assert not parameters(FROM)["tier.lowFine.org"].open
    assert parameters(FROM - timedelta(days=1))["tier.lowFine.org"].open


def test_a_term_has_the_length_of_the_day_on_which_it_began():
    use(answered("repair.decide.days", 5))
    assert clock_of("repair_decision").length_on(FROM) == 5
    assert due("repair_decision", date(2026, 11, 30)).length == 7
    assert due("repair_decision", FROM).length == 5


def test_an_answer_to_a_question_that_is_gone_is_left_aside():
    use(answered("no.such", 1))
    assert parameters(FROM).keys() == parameters().keys()


def test_an_answer_of_the_wrong_kind_stops_the_law():
    use(answered("ka.months", "nine"))
    with pytest.raises(LawFileFaulty, match=r"ka\.months.*2026-12-01"):
        parameter("ka.months", on=FROM)


def test_a_calendar_that_was_entered_counts_at_once():
    before = calendar_version()
    assert is_workday(date(2027, 1, 1))
    use(years={2027: year_of_entries(CALENDAR, "2027")})
    assert not is_workday(date(2027, 1, 1))
    assert calendar_version().startswith("2020-2027 ") and calendar_version() != before
    assert not due("repair_decision", date(2026, 12, 28)).provisional


def test_the_version_changes_on_the_day_from_which_an_answer_counts():
    shipped = law_version(FROM)
    use(answered("ka.months", 9))
    assert law_version(FROM - timedelta(days=1)) == shipped
    assert law_version(FROM) != shipped


def test_the_version_changes_with_a_calendar():
    shipped = law_version()
    use(years={2027: year_of_entries(CALENDAR, "2027")})
    assert law_version() != shipped


def test_a_version_can_be_read_back_with_all_that_applied():
    use(answered("tier.lowFine.org", 50_000), years={2027: year_of_entries(CALENDAR, "2027")})
    found = applied(law_version(FROM))
    assert found.content["parameters"]["tier.lowFine.org"] == 50_000
    assert found.content["settings"][0]["confirmed_by"] == "法规科 李明"
    assert found.content["calendars"]["2027"]["off"] == ["2027-01-01", "2027-01-02", "2027-01-03"]
    with zipfile.ZipFile(io.BytesIO(found.files)) as archive:
        assert {"tier.dmn", "clocks.toml", "holidays/2026.toml"} <= set(archive.namelist())


def test_a_version_that_was_never_used_cannot_be_read_back():
    with pytest.raises(LawUnknown, match="never"):
        applied("never")


class Loader:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.entered = Entered()

    def __call__(self) -> Entered:
        self.asked += 1
        return self.entered


def test_a_reading_is_kept_for_a_minute():
    loader = Loader()
    settings.use(loader)
    with time_machine.travel(shanghai("2026-11-23 10:00"), tick=False) as time:
        for seconds in (0, 30, 29, 1):
            time.shift(seconds)
            settings.current()
        assert loader.asked == 2


def test_a_reading_is_never_kept_over_midnight():
    loader = Loader()
    settings.use(loader)
    with time_machine.travel(shanghai("2026-11-30 23:59:50"), tick=False) as time:
        assert parameter("ka.months") == 6
        loader.entered = Entered((answered("ka.months", 9),))
        time.shift(10)
        assert parameter("ka.months") == 9


def test_what_was_just_entered_is_read_when_the_reading_is_forgotten():
    loader = Loader()
    settings.use(loader)
    settings.current()
    loader.entered = Entered(years={2027: year_of_entries(CALENDAR, "2027")})
    settings.forget()
    assert not is_workday(date(2027, 1, 1))


def test_supposing_something_entered_changes_nothing_outside():
    with settings.supposing(Entered(years={2027: year_of_entries(CALENDAR, "2027")})):
        assert not is_workday(date(2027, 1, 1))
    assert is_workday(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("now", "earliest"),
    [
        ("2026-11-23 00:00", date(2026, 11, 24)),
        ("2026-11-23 23:54", date(2026, 11, 24)),
        ("2026-11-23 23:56", date(2026, 11, 25)),
    ],
)
def test_an_answer_counts_from_tomorrow_at_the_earliest(now, earliest):
    found = settings.earliest_day(shanghai(now))
    assert found == earliest
    assert clock.start_of(found) - shanghai(now) > settings.KEPT_FOR


def test_the_same_content_read_again_stays_the_same_reading():
    settings.use(lambda: Entered((answered("ka.months", 9),)))
    with time_machine.travel(shanghai("2026-11-23 10:00"), tick=False) as time:
        first = settings.current()
        time.shift(61)
        assert settings.current() is first
