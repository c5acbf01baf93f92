"""Which days are worked, and calendars that contradict themselves."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.law import independent
from workflows.errors import LawFileFaulty
from workflows.law import add_workdays, due, is_workday, workdays, workdays_between
from workflows.law.files import FOLDER
from workflows.law.workdays import announced_years
from workflows.law.years import read_year

SHIPPED = FOLDER / "holidays" / "2026.toml"


def changed(tmp_path: Path, old: str, new: str, name: str = "2026.toml") -> Path:
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_every_day_of_2020_to_2026_is_worked_or_free_as_the_notices_say():
    days = [day for day in independent.STRIP if day.year in independent.ANNOUNCED]
    assert [day for day in days if is_workday(day) != independent.worked(day)] == []


def test_the_years_2020_to_2026_are_on_file_with_their_notices():
    assert [known.year for known in announced_years()] == list(independent.ANNOUNCED)
    assert all(notice.number for known in announced_years() for notice in known.notices)


def test_2020_rests_on_two_notices():
    assert [notice.number for notice in announced_years()[0].notices] == [
        "国办发明电〔2019〕16号",
        "国办发明电〔2020〕1号",
    ]


def test_a_year_without_a_notice_has_its_weekdays():
    assert is_workday(date(2027, 1, 1))
    assert not is_workday(date(2027, 1, 2))


@pytest.fixture
def without_2026(tmp_path, monkeypatch):
    """The calendars as they were before the notice for 2026."""
    shutil.copytree(FOLDER / "holidays", tmp_path / "holidays")
    (tmp_path / "holidays" / "2026.toml").unlink()
    monkeypatch.setattr(workdays, "FOLDER", tmp_path)
    forget_calendars()
    yield
    forget_calendars()


def forget_calendars() -> None:
    for known in (workdays.year_on_file, workdays.years_on_file, workdays._files_digest, workdays._version):
        known.cache_clear()


@pytest.mark.usefixtures("without_2026")
def test_a_missing_year_makes_the_count_provisional_and_changes_the_calendars_version():
    found = due("repair_execution", date(2026, 2, 13))
    assert (found.last_day, found.provisional) == (date(2026, 2, 18), True)
    assert found.calendar_version.startswith("2020-2025 ")
    assert not due("repair_execution", date(2025, 12, 26)).provisional


def test_no_working_day_on_is_the_day_itself():
    assert add_workdays(date(2026, 10, 1), 0) == (date(2026, 10, 1), False)


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        add_workdays(date(2026, 10, 1), -1)


def test_a_count_can_run_over_several_years():
    start = date(2020, 1, 1)
    assert add_workdays(start, 1000) == (independent.nth_workday_after(start, 1000), False)


@pytest.mark.parametrize(
    ("start", "end", "between"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), 0),
        (date(2026, 11, 23), date(2026, 11, 24), 1),
        (date(2026, 11, 20), date(2026, 11, 23), 1),
        (date(2026, 11, 24), date(2026, 11, 23), -1),
        (date(2026, 9, 30), date(2026, 10, 8), 1),
        (date(2025, 12, 31), date(2026, 1, 4), 1),
    ],
)
def test_working_days_left_are_signed(start, end, between):
    assert workdays_between(start, end) == between


def test_working_days_between_is_the_inverse_of_adding_them():
    for day in independent.STRIP[31:2500:17]:
        assert workdays_between(day, add_workdays(day, 23)[0]) == 23


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("year = 2026", "year = 2025", "文件名"),
        ("last = 2026-10-07", "last = 2026-09-30", "颠倒"),
        ("first = 2026-01-01", "first = 2025-12-31", "不在2026年内"),
        ("2026-10-10", "2026-10-12", "不是周末"),
        ("2026-10-10", "2026-10-04", "既放假又上班"),
        ("first = 2026-10-01", "first = 2026-09-27", "重复放假"),
        ("number =", "nummer =", "nummer"),
        ('confidence = "V2"', 'confidence = "sure"', "confidence"),
        ("first = 2026-09-25", "first = 2026-09-31", "TOML"),
        ("first = 2026-09-25", 'first = "9月25日"', "日期"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused_with_the_reason(tmp_path, old, new, fault):
    with pytest.raises(LawFileFaulty, match=fault) as refused:
        read_year(changed(tmp_path, old, new))
    assert "2026.toml" in str(refused.value)


def test_a_calendar_without_a_notice_is_refused(tmp_path):
    path = tmp_path / "2027.toml"
    path.write_text('year = 2027\nconfidence = "D"\nholiday = []\n', encoding="utf-8")
    with pytest.raises(LawFileFaulty, match="notice"):
        read_year(path)
