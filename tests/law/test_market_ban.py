"""Bans from a market or trade: every row of law that applies, and a named answer where none does."""

from collections import Counter
from datetime import date

import pytest

from workflows.law import decide_all, tables

TABLE = tables()["market_ban"]
TRIGGERS = TABLE.inputs[0].type.values()
# How many rows of law each field has.
ROWS = {
    "FOOD": 8,
    "SALT": 1,
    "DRUG": 12,
    "VACC": 3,
    "DEV": 15,
    "COS": 8,
    "SPEC": 3,
    "PROD": 1,
    "AD": 3,
    "COMP": 4,
    "REG": 1,
    "INFO": 1,
    "CERT": 2,
    "LAB": 1,
    "DS": 1,
    "LIC": 2,
    "CRIM": 1,
    "AGRI": 4,
    "WORK": 1,
}


def bans(trigger: str, *, serious: bool = False, on: date | None = None) -> list[dict[str, object]]:
    return decide_all("market_ban", {"trigger": trigger, "serious": serious}, on)


def rows(trigger: str, *, serious: bool = False, on: date | None = None) -> list[str]:
    return [str(row["row"]) for row in bans(trigger, serious=serious, on=on)]


def test_all_72_rows_of_law_are_in_the_table():
    place = TABLE.column("row")
    names = {rule.words[place].strip('"') for rule in TABLE.rules} - {"NONE"}
    assert Counter(name.rpartition("-")[0] for name in names) == ROWS
    assert len(names) == 72


@pytest.mark.parametrize("trigger", ["judgment_refused", "repeat_offender", "heavy_loss", "other"])
def test_conduct_that_only_a_policy_names_is_no_ground_for_a_ban(trigger):
    [answer] = bans(trigger, serious=True)
    assert (answer["row"], answer["kind"], answer["channel"]) == ("NONE", "none", "none")
    assert "没有法定依据，不得禁入" in str(answer["bar"])
    assert "第十条" in str(answer["basis"])


@pytest.mark.parametrize(
    ("trigger", "serious", "found"),
    [
        ("food_licence_revoked", False, ["FOOD-01"]),
        ("drug_fake", False, ["DRUG-03"]),
        ("drug_fake", True, ["DRUG-01", "DRUG-03"]),
        ("drug_inferior", False, ["NONE"]),
        ("drug_inferior", True, ["DRUG-03"]),
        ("drug_licence_by_fraud", False, ["DRUG-05"]),
        ("drug_licence_by_fraud", True, ["DRUG-05", "DRUG-06"]),
        ("device_unlicensed", True, ["DEV-01", "DEV-02"]),
        ("device_unlicensed", False, ["NONE"]),
        ("cosmetic_filing_false", True, ["COS-06", "COS-06"]),
        ("court_ban", False, ["CRIM-01"]),
    ],
)
def test_all_rows_that_apply_are_listed_and_gravity_is_asked_where_the_law_asks_it(trigger, serious, found):
    assert rows(trigger, serious=serious) == found


@pytest.mark.parametrize("trigger", TRIGGERS)
@pytest.mark.parametrize("on", [date(2000, 1, 1), date(2019, 11, 30), date(2026, 11, 23)])
@pytest.mark.parametrize("serious", [True, False])
def test_no_trigger_is_met_with_silence_on_any_day(trigger, on, serious):
    found = rows(trigger, serious=serious, on=on)
    assert found
    assert "NONE" not in found or set(found) == {"NONE"}


def test_before_its_statute_is_in_force_a_row_bans_nobody():
    assert rows("company_licence_revoked", on=date(2024, 6, 30)) == ["NONE"]
    assert rows("company_licence_revoked", on=date(2024, 7, 1)) == ["COMP-01"]


@pytest.mark.parametrize(
    ("trigger", "term", "months", "lifetime"),
    [
        ("food_licence_revoked", "5年", (60, 60), False),
        ("food_crime", "终身", (None, None), True),
        ("drug_124", "10年直至终身", (120, None), True),
        ("court_ban", "3年至5年", (36, 60), False),
        ("judgment_debtor", "列入期间", (None, None), False),
    ],
)
def test_a_ban_says_how_long(trigger, term, months, lifetime):
    [row] = bans(trigger, serious=True)
    assert (row["term"], row["months_from"], row["months_to"], row["lifetime"]) == (
        term,
        *months,
        lifetime,
    )


def test_only_penalties_on_persons_go_through_channel_a_and_ranges_must_be_chosen():
    for rule in TABLE.rules:
        answer = TABLE.answer(rule, {})
        assert (answer["channel"] == "A") == (answer["kind"] == "penalty")
        assert not answer["range"] or answer["months_from"]
