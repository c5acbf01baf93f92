"""Who has the database alone changes nothing unseen: each attack is named by the auditor, in that very row."""

import re
from pathlib import Path

import pytest

from tests.audit.attacks import ATTACKS
from tests.audit.planting import findings

PAGE = Path(__file__).parents[2] / "docs" / "tampering.md"
LINE = re.compile(r"^\| (.+) \| (B\d\.\d) \| `(\w+)` \|$", re.MULTILINE)
TOLD = {what.replace(" ", "_"): (promise, table) for what, promise, table in LINE.findall(PAGE.read_text())}


def test_the_page_tells_of_every_attack_and_of_no_other():
    assert TOLD.keys() == {attack.__name__ for attack in ATTACKS} and len(TOLD) > 41


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_the_auditor_names(attack, session):
    promise, table, row_id = attack(session)
    assert TOLD[attack.__name__] == (promise, table)
    found = findings(session, promise)
    assert (promise, table, row_id) in {(one.promise, one.table, one.row_id) for one in found}, found
