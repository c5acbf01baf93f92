"""The screens of credit repair, asked of the register on the day before, the day, and the day after."""

from datetime import date

import pytest
from sqlalchemy import select

from forms.choices import RecordKind, RecordState
from tests.records import add_record
from workflows.law import add_months
from workflows.models import CreditRecord
from workflows.register.screens import _since, screen

KIND = "销售标签不符合规定的食品"


@pytest.fixture
def record(office):
    return office.penalty(entity_id=office.party(), decided_on=date(2026, 3, 2))


@pytest.fixture
def party(office, record):
    return office.one(CreditRecord, id=record).entity_id


def screened(office, record, on=date(2026, 11, 23)):
    with office.begin() as session:
        return screen(session, session.get_one(CreditRecord, record), on)


def test_a_party_without_anything_else_on_record_passes_every_screen(office, record):
    found = screened(office, record)
    assert found.minimum_reached
    assert not any([found.same_kind_repeat, found.heavier_penalty, found.on_lists, found.fraud_lockout])
    assert not found.restriction_running and not found.permanent_ban


def test_what_was_withdrawn_stands_against_nothing(office, record, party):
    office.penalty(entity_id=party, decided_on=date(2026, 5, 1))
    add_record(office, party, RecordKind.REPAIR_FRAUD, decided_on=date(2026, 11, 1))
    found = screened(office, record)
    assert found.same_kind_repeat and found.fraud_lockout
    with office.begin() as session:
        for one in session.scalars(select(CreditRecord).where(CreditRecord.id != record)):
            one.state, one.ended_on = RecordState.WITHDRAWN, date(2026, 11, 20)
    found = screened(office, record)
    assert not any([found.same_kind_repeat, found.heavier_penalty, found.on_lists, found.fraud_lockout])


@pytest.mark.parametrize(
    ("decided_on", "repeated"),
    [
        (date(2026, 3, 1), False),
        (date(2026, 3, 2), False),
        (date(2026, 3, 3), True),
        (date(2026, 11, 20), True),
    ],
)
def test_only_a_later_penalty_for_the_same_kind_of_violation_is_a_repeat(
    office, record, party, decided_on, repeated
):
    office.penalty(entity_id=party, decided_on=decided_on)
    assert screened(office, record).same_kind_repeat is repeated


@pytest.mark.parametrize(
    ("on", "repeated"),
    [(date(2027, 5, 3), True), (date(2027, 5, 4), True), (date(2027, 5, 5), False)],
)
def test_a_repeat_counts_for_twelve_months_through_their_last_day(office, record, party, on, repeated):
    office.penalty(entity_id=party, decided_on=date(2026, 5, 4))
    assert screened(office, record, on).same_kind_repeat is repeated


@pytest.mark.parametrize("facts", [{"violation_type": "未明码标价"}, {"entity_id": None}])
def test_another_kind_of_violation_or_another_party_is_no_repeat(office, record, party, facts):
    office.penalty(**{"entity_id": party, "decided_on": date(2026, 9, 1), **facts})
    assert not screened(office, record).same_kind_repeat


@pytest.mark.parametrize(
    ("kind", "listed"),
    [
        (RecordKind.ABNORMAL_LIST, True),
        (RecordKind.ABNORMAL_MARK, True),
        (RecordKind.SERIOUS_LIST, True),
        (RecordKind.SPOT_CHECK, False),
    ],
)
def test_a_party_is_on_the_lists_that_it_is_shown_on(office, record, party, kind, listed):
    add_record(office, party, kind)
    assert screened(office, record).on_lists is listed


def test_a_list_that_the_party_was_taken_off_stands_against_nothing(office, record, party):
    add_record(office, party, RecordKind.ABNORMAL_LIST, state=RecordState.REPAIRED, ended_on=date(2026, 7, 1))
    assert not screened(office, record).on_lists


@pytest.mark.parametrize(
    ("on", "locked"),
    [(date(2027, 4, 29), True), (date(2027, 4, 30), True), (date(2027, 5, 1), False)],
)
def test_fraud_locks_out_for_twelve_months_through_their_last_day(office, record, party, on, locked):
    add_record(office, party, RecordKind.REPAIR_FRAUD, decided_on=date(2026, 4, 30))
    assert screened(office, record, on).fraud_lockout is locked


def test_the_first_day_of_a_term_that_still_runs_is_found_for_every_day_of_eight_years():
    """Counted forward from each day, against the days that the search gives."""
    for months in (1, 6, 12):
        for ordinal in range(date(2020, 1, 1).toordinal(), date(2028, 3, 1).toordinal()):
            on = date.fromordinal(ordinal)
            first = _since(on, months)
            assert (
                add_months(first, months) >= on > add_months(date.fromordinal(first.toordinal() - 1), months)
            )


def test_a_heavier_penalty_after_the_listing_is_seen(office, record, party):
    listing = add_record(office, party, RecordKind.SERIOUS_LIST, decided_on=date(2026, 3, 1))
    assert screened(office, listing).heavier_penalty
    later = add_record(office, party, RecordKind.SERIOUS_LIST, decided_on=date(2026, 3, 2))
    assert not screened(office, later).heavier_penalty
