"""The edges of terms: the day before, the day and the day after."""

from datetime import UTC, date, datetime

import pytest

from workflows import clock as wall
from workflows.errors import LawUnknown
from workflows.law import due
from workflows.law.years import ONE_DAY


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=wall.SHANGHAI)


def test_the_day_of_the_event_is_not_counted():
    assert due("repair_routing", date(2026, 11, 23)).last_day == date(2026, 11, 24)


def test_a_term_lasts_through_24_hours_of_its_last_day():
    found = due("repair_decision", date(2026, 11, 23))
    assert found.last_day == date(2026, 12, 2)
    assert found.instant == datetime(2026, 12, 2, 16, tzinfo=UTC)
    assert found.instant == wall.start_of(found.last_day + ONE_DAY)


@pytest.mark.parametrize(
    ("start", "last_day"),
    [
        (date(2026, 2, 12), date(2026, 2, 24)),
        (date(2026, 2, 13), date(2026, 2, 25)),
        (date(2026, 2, 14), date(2026, 2, 26)),
        (date(2026, 2, 23), date(2026, 2, 26)),
        (date(2026, 2, 24), date(2026, 2, 27)),
        (date(2026, 2, 25), date(2026, 2, 28)),
        (date(2026, 2, 26), date(2026, 3, 2)),
    ],
)
def test_three_working_days_around_the_spring_festival_of_2026(start, last_day):
    assert due("repair_execution", start).last_day == last_day


def test_a_saturday_worked_for_a_holiday_is_counted():
    assert due("repair_routing", date(2026, 10, 9)).last_day == date(2026, 10, 10)


def test_the_spring_festival_of_2020_lasted_until_its_extension():
    assert due("repair_routing", date(2020, 1, 23)).last_day == date(2020, 2, 3)


@pytest.mark.parametrize(
    ("received", "starts_on"),
    [
        ("2026-11-20T16:59:59", date(2026, 11, 20)),
        ("2026-11-20T17:00:00", date(2026, 11, 20)),
        ("2026-11-20T17:00:01", date(2026, 11, 23)),
        ("2026-11-21T09:00:00", date(2026, 11, 23)),
        ("2026-10-10T09:00:00", date(2026, 10, 10)),
    ],
)
def test_what_is_received_after_hours_counts_from_the_next_working_day(received, starts_on):
    assert due("repair_acceptance", at(received)).starts_on == starts_on


def test_only_terms_that_count_from_receipt_know_office_hours():
    assert due("repair_decision", at("2026-11-20T22:00:00")).starts_on == date(2026, 11, 20)


def test_an_instant_belongs_to_its_day_in_shanghai():
    assert due("repair_decision", datetime(2026, 11, 22, 16, tzinfo=UTC)).starts_on == date(2026, 11, 23)


def test_an_instant_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        due("repair_decision", datetime(2026, 11, 22, 16))  # noqa: DTZ001


def test_the_acceptance_target_comes_a_day_before_its_limit():
    start = date(2026, 11, 23)
    assert due("repair_acceptance_target", start).last_day == date(2026, 11, 25)
    assert due("repair_acceptance", start).last_day == date(2026, 11, 26)


def test_an_extension_runs_from_the_end_of_the_base_term():
    base = due("repair_decision", date(2026, 11, 2))
    assert base.last_day == date(2026, 11, 11)
    assert due("repair_extension", base.last_day).last_day == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("known_on", "last_day"),
    [
        (date(2026, 8, 1), date(2026, 9, 30)),
        (date(2026, 8, 2), date(2026, 10, 8)),
        (date(2026, 8, 8), date(2026, 10, 8)),
        (date(2026, 8, 9), date(2026, 10, 8)),
        (date(2026, 8, 10), date(2026, 10, 9)),
        (date(2026, 8, 11), date(2026, 10, 10)),
        (date(2026, 8, 12), date(2026, 10, 12)),
    ],
)
def test_sixty_days_for_reconsideration_move_off_the_national_day_holiday(known_on, last_day):
    assert due("reconsideration", known_on).last_day == last_day


@pytest.mark.parametrize(
    ("known_on", "last_day"),
    [
        (date(2023, 8, 29), date(2024, 2, 29)),
        (date(2023, 8, 31), date(2024, 2, 29)),
        (date(2022, 8, 31), date(2023, 2, 28)),
        (date(2026, 3, 31), date(2026, 9, 30)),
        (date(2026, 4, 1), date(2026, 10, 8)),
    ],
)
def test_six_months_for_a_suit_end_with_the_month_and_move_off_holidays(known_on, last_day):
    assert due("litigation", known_on).last_day == last_day


def test_the_watch_over_a_repair_does_not_move_off_a_holiday():
    assert due("repair_watch", date(2026, 4, 1)).last_day == date(2026, 10, 1)


def test_the_last_working_day_of_the_last_known_year_is_certain():
    found = due("repair_decision", date(2026, 12, 22))
    assert (found.last_day, found.provisional) == (date(2026, 12, 31), False)
    assert "暂定" not in found.sentence


def test_one_day_further_is_provisional_and_says_so():
    found = due("repair_decision", date(2026, 12, 23))
    assert (found.last_day, found.provisional) == (date(2027, 1, 1), True)
    assert "2027年的放假安排没有录入" in found.sentence
    assert "暂定" in found.sentence


def test_a_month_term_into_an_unknown_year_is_certain_when_it_does_not_move():
    assert not due("repair_watch", date(2026, 12, 1)).provisional
    assert due("litigation", date(2026, 12, 1)).provisional


def test_a_count_before_the_first_year_on_file_is_provisional_too():
    assert due("repair_routing", date(2019, 12, 30)).provisional
    assert not due("repair_routing", date(2019, 12, 31)).provisional


def test_the_sentence_tells_start_length_end_and_basis():
    found = due("reconsideration", date(2026, 8, 2))
    assert found.sentence == (
        "自知道决定之日（2026年8月2日）的次日起算60日，2026年10月8日24时届满"
        "（末日2026年10月1日不是工作日，顺延）。依据：《中华人民共和国行政复议法》第二十条。"
    )


def test_the_sentence_tells_a_receipt_after_hours():
    found = due("repair_acceptance", at("2026-11-20T17:30:00"))
    assert found.sentence.startswith("2026年11月20日在办公时间以外收到，按2026年11月23日收到计算；")


def test_a_result_carries_calendar_basis_and_confidence():
    found = due("publication_withdrawal", date(2026, 11, 23))
    assert found.calendar_version.startswith("2020-2026 ")
    assert "第四十八条" in found.basis
    assert found.confidence == "V"


def test_an_unknown_term_is_refused_by_its_name():
    with pytest.raises(LawUnknown, match="repair_nothing"):
        due("repair_nothing", date(2026, 11, 23))


def test_the_year_end_of_2025_is_certain():
    found = due("repair_execution", date(2025, 12, 30))
    assert found.last_day == date(2026, 1, 5)
    assert not found.provisional
    assert due("repair_execution", date(2025, 12, 31)).last_day == date(2026, 1, 6)
