"""What people read of the law: whole, in words, and open about what is not confirmed."""

import pytest

from workflows.law import clocks, parameters, tables
from workflows.law.reading import (
    calendar_listing,
    clock_listing,
    parameter_listing,
    statute_listing,
    table_listings,
    unconfirmed_listing,
)


@pytest.fixture(
    params=[clock_listing, parameter_listing, statute_listing, calendar_listing, unconfirmed_listing]
)
def listing(request):
    return request.param()


def test_every_row_has_a_cell_under_every_heading(listing):
    assert listing.rows
    assert {len(row) for row in listing.rows} == {len(listing.headings)}


def test_a_listing_prints_as_lines(listing):
    lines = list(listing.lines())
    assert lines[0] == f"【{listing.title}】"
    assert len(lines) == len(listing.rows) + 2


def test_every_table_is_listed_with_all_its_rows_and_its_basis_in_words():
    listed = table_listings()
    assert len(listed) == len(tables())
    for listing, table in zip(listed, tables().values(), strict=True):
        assert [row[0] for row in listing.rows] == [rule.id for rule in table.rules]
        assert all(len(row) == len(listing.headings) for row in listing.rows)
        assert all("《" in "".join(row) or "本局" in "".join(row) for row in listing.rows)


def test_every_term_and_parameter_is_listed():
    assert [row[0] for row in clock_listing().rows] == list(clocks())
    assert [row[1] for row in parameter_listing().rows] == list(parameters())


def test_what_nobody_has_confirmed_is_listed_and_what_was_read_is_not():
    names = {row[1] for row in unconfirmed_listing().rows}
    assert {
        "tier.lowFine.org",
        "repair_execution",
        "publicity_period/P06",
        "double_publicity_standard",
    } <= names
    assert not {"repair.fee", "reconsideration", "publicity_period/P09", "penalty_law"} & names


def test_values_are_told_in_words():
    answers = {row[1]: row[3] for row in parameter_listing().rows}
    assert answers["tier.hugeFine.org"] == "不设"
    assert answers["repair.screen.lists"] == "是"
    assert answers["repair.requireTraining"] == "否"
    assert answers["calendar.cutoff"] == "17:00"
    assert answers["tier.lowFine.org"] == "100,000"
    assert answers["legalBasis.repair.grant"] == "（空）"
