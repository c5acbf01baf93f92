"""With a record goes what rests on it, whatever state that is in; the auditor names what was left standing."""

import pytest
from sqlalchemy import update

from forms.choices import RecordKind, RecordState
from tests.audit.planting import findings, unguard
from tests.processes.walks import withdraw
from tests.records import add_record
from workflows.models import CreditRecord


@pytest.fixture
def chain_of(office):
    """A penalty, a listing that rests on it, and a mark that rests on the listing and has ended."""
    base = office.penalty()
    entity_id = office.one(CreditRecord, id=base).entity_id
    listing = add_record(office, entity_id, RecordKind.SERIOUS_LIST, linked_to_id=base)
    ended = {"state": RecordState.EXPIRED, "ends_on": office.one(CreditRecord, id=base).decided_on}
    ended["ended_on"] = ended["ends_on"]
    return base, listing, add_record(office, entity_id, RecordKind.SPOT_CHECK, linked_to_id=listing, **ended)


def left_standing(office):
    with office.begin() as session:
        return {int(one.row_id) for one in findings(session, "B2.4")}


def test_a_withdrawal_follows_what_rests_on_the_record_to_its_end(office, chain_of):
    withdraw(office, chain_of[0])
    assert {one.state for one in office.all(CreditRecord)} == {RecordState.WITHDRAWN}
    assert left_standing(office) == set()


@pytest.mark.parametrize("which", [1, 2])
def test_planted_what_was_left_standing_is_named(office, chain_of, which):
    withdraw(office, chain_of[0])
    with office.begin() as session:
        unguard(session)
        left = update(CreditRecord).where(CreditRecord.id == chain_of[which])
        session.connection().execute(left.values(state=RecordState.RECORDED, ended_on=None))
    assert left_standing(office) == {chain_of[which]}
