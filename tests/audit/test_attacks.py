"""Who has the database alone changes nothing unseen: each attack is named by the auditor, in that very row."""

import pytest

from tests.audit.attacks import ATTACKS
from tests.audit.planting import findings


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_the_auditor_names(attack, session):
    promise, table, row_id = attack(session)
    found = findings(session, promise)
    assert (promise, table, row_id) in {(one.promise, one.table, one.row_id) for one in found}, found
