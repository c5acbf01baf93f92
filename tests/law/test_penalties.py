"""From a penalty decision to the days on which it is shown and can be repaired."""

from datetime import date
from decimal import Decimal

import pytest

from workflows.law import Penalty, Publicity, law_version, weigh_penalty, weigh_record

TODAY = date(2026, 11, 23)


def weigh(decided_on: date = date(2026, 3, 2), on: date = TODAY, **facts: object) -> Publicity:
    plain = {"kinds": ("罚款",), "fine": Decimal(200_000), "subject": "organisation"}
    return weigh_penalty(Penalty(decided_on=decided_on, **{**plain, **facts}), on)


def test_a_general_penalty_is_shown_for_a_year_and_repairable_after_three_months():
    found = weigh(published_on=date(2026, 3, 5))
    assert found.tier == "general"
    assert found.published_on == found.counted_from == date(2026, 3, 5)
    assert found.earliest_repair_on == date(2026, 6, 6)
    assert found.ends_on == date(2027, 3, 5)
    assert (found.tier_rule, found.period_rule) == ("tier/T10F", "publicity_period/P09")
    assert found.law_version == law_version()


def test_a_serious_penalty_is_shown_for_three_years_and_repairable_after_one():
    found = weigh(kinds=("吊销许可证件",), fine=None, published_on=date(2026, 3, 5))
    assert (found.earliest_repair_on, found.ends_on) == (date(2027, 3, 6), date(2029, 3, 5))


def test_a_minor_penalty_is_shown_for_three_months():
    found = weigh(date(2026, 11, 26), fine=Decimal(500), published_on=date(2026, 11, 30))
    assert found.tier == "minor"
    assert (found.earliest_repair_on, found.ends_on) == (date(2026, 11, 30), date(2027, 2, 28))


@pytest.mark.parametrize(
    "facts", [{"kinds": ("警告",), "fine": None}, {"procedure": "summary"}, {"subject": "person"}]
)
def test_what_is_not_published_has_no_days(facts):
    found = weigh(**facts)
    assert not found.publish
    assert (found.published_on, found.earliest_repair_on, found.ends_on) == (None, None, None)


def test_without_a_day_of_publication_the_last_day_for_it_stands_in():
    assert weigh().published_on == date(2026, 3, 11)
    assert weigh().ends_on == date(2027, 3, 11)


@pytest.mark.parametrize(
    ("published_on", "counted_from"),
    [
        (date(2026, 3, 10), date(2026, 3, 10)),
        (date(2026, 3, 11), date(2026, 3, 11)),
        (date(2026, 3, 12), date(2026, 3, 11)),
        (date(2026, 10, 1), date(2026, 3, 11)),
    ],
)
def test_a_late_publication_does_not_hurt_the_party(published_on, counted_from):
    found = weigh(published_on=published_on)
    assert (found.published_on, found.counted_from) == (published_on, counted_from)


def test_a_start_that_rests_on_an_unknown_year_is_provisional():
    assert weigh(decided_on=date(2026, 12, 28)).provisional
    assert not weigh(decided_on=date(2026, 12, 28), published_on=date(2026, 12, 30)).provisional


@pytest.mark.parametrize(
    ("restricted_until", "ends_on", "rule"),
    [
        (date(2029, 3, 1), date(2029, 3, 5), "P07"),
        (date(2029, 3, 2), date(2029, 3, 5), "P07"),
        (date(2029, 3, 3), date(2029, 3, 3), "P06"),
        (date(2036, 3, 2), date(2036, 3, 2), "P06"),
    ],
)
def test_a_restriction_longer_than_three_years_is_shown_until_it_ends(restricted_until, ends_on, rule):
    found = weigh(
        kinds=("限制从业",), fine=None, effective_until=restricted_until, published_on=date(2026, 3, 5)
    )
    assert found.period_rule == f"publicity_period/{rule}"
    assert found.ends_on == ends_on
    assert found.until_restriction_ends == (rule == "P06")


def test_a_restricted_penalty_can_be_repaired_only_after_the_restriction():
    found = weigh(kinds=("限制从业",), fine=None, effective_until=date(2036, 3, 2))
    assert found.earliest_repair_on == date(2036, 3, 3)


def test_the_filler_for_no_end_is_no_restriction():
    found = weigh(kinds=("限制从业",), fine=None, effective_until=date(2099, 12, 31))
    assert found.period_rule == "publicity_period/P07"


def test_the_end_of_effect_of_a_fine_is_no_restriction():
    assert weigh(effective_until=date(2036, 3, 2)).period_rule == "publicity_period/P09"


@pytest.mark.parametrize(
    ("published_on", "rules"),
    [(date(2025, 12, 24), 2), (date(2025, 12, 25), 1)],
)
def test_records_published_before_order_107_also_rest_on_the_old_law(published_on, rules):
    found = weigh(decided_on=date(2025, 12, 22), published_on=published_on)
    assert found.period_rule == "publicity_period/P09"
    assert found.ends_on == date(2026, 12, published_on.day)
    assert ("国市监信规〔2021〕3号" in found.basis) == (rules == 2)


def test_an_old_record_gets_the_milder_of_both_laws_from_its_original_start():
    found = weigh(decided_on=date(2025, 3, 3), published_on=date(2025, 3, 10))
    assert (found.earliest_repair_on, found.ends_on) == (date(2025, 6, 11), date(2026, 3, 10))
    old = weigh(decided_on=date(2025, 3, 3), published_on=date(2025, 3, 10), on=date(2025, 12, 24))
    assert (old.earliest_repair_on, old.ends_on) == (date(2025, 9, 11), date(2028, 3, 10))


def test_a_suspension_of_old_keeps_its_shorter_way_to_repair():
    found = weigh(
        kinds=("暂扣许可证件",), fine=None, decided_on=date(2025, 3, 3), published_on=date(2025, 3, 10)
    )
    assert (found.earliest_repair_on, found.ends_on) == (date(2025, 9, 11), date(2028, 3, 10))


def test_a_barred_kind_of_old_can_be_repaired_since_order_107():
    facts = {"kinds": ("吊销许可证件",), "fine": None, "published_on": date(2024, 6, 12)}
    before = weigh(decided_on=date(2024, 6, 3), on=date(2025, 12, 24), **facts)
    assert before.earliest_repair_on is None
    assert weigh(decided_on=date(2024, 6, 3), **facts).earliest_repair_on == date(2025, 6, 13)


def test_publicity_of_a_leap_day_ends_with_february():
    found = weigh(decided_on=date(2024, 2, 27), published_on=date(2024, 2, 29))
    assert found.ends_on == date(2025, 2, 28)


def test_a_revoked_decision_is_not_published():
    assert weigh(decision_state="revoked").period_rule == "publicity_period/P01"


def test_a_listing_counts_from_its_own_day():
    found = weigh_record("serious_list", date(2026, 1, 31), on=TODAY)
    assert (found.tier, found.earliest_repair_on, found.ends_on) == (
        None,
        date(2027, 2, 1),
        date(2029, 1, 31),
    )


def test_an_abnormal_entry_can_be_repaired_at_once_and_ends_only_with_removal():
    found = weigh_record("abnormal_list", date(2026, 7, 6), on=TODAY)
    assert (found.earliest_repair_on, found.ends_on) == (date(2026, 7, 6), None)
    assert not found.ends_by_itself
