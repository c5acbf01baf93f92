"""Many changes cost a page no more than one, and two that are made at once are both on record, in one order."""

from datetime import date, timedelta
from functools import partial

import pytest

from forms.choices import MadeKnown
from tests.casework.at_once import at_once
from tests.casework.joining import DAY, make_known
from tests.casework.test_joined_parties import audited, statements_of_page
from workflows.models import BusinessEntity, PartyChange


@pytest.fixture
def party(office):
    return office.party()


def renamed(office, party, name, from_day=DAY):
    make_known(office, party, MadeKnown.RENAMED, name=name, from_day=from_day)


def test_the_page_of_a_party_with_many_changes_costs_no_more_statements(office, party):
    renamed(office, party, "鸡西市喆堃一号有限公司")
    before = statements_of_page(office, party)
    for number in range(2, 9):
        renamed(office, party, f"鸡西市喆堃{number}号有限公司", date(2026, 1, 1) + timedelta(days=number))
    assert statements_of_page(office, party) == before


def test_two_new_names_at_once_are_both_on_record_and_the_later_entry_counts(own_office):
    office, party = own_office, own_office.party()
    names = ["鸡西市喆堃一号有限公司", "鸡西市喆堃二号有限公司"]
    assert at_once([partial(renamed, office, party, name) for name in names]) == [None, None]
    first, last = sorted(office.all(PartyChange), key=lambda one: one.id)
    assert {first.became, last.became} == set(names) and last.was == first.became
    assert office.one(BusinessEntity, id=party).name == last.became
    assert audited(office) == []
