"""The auditor names each planted fault: exactly that promise, exactly that row."""

import pytest

from tests.audit.faults import FAULTS
from tests.audit.planting import findings, rewrite_chain
from workflows.audit import PROMISES

ELSEWHERE = {"B1.8", "B2.4", "B5.5", "B6.1", "B6.2", "B6.6"}
"""Promises whose planted faults take more than a changed row: stuck cases, records resting on others, tampering."""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_the_auditor_names(fault, session):
    expected = fault(session)
    rewrite_chain(session)
    found = findings(session)
    assert {(one.promise, one.table, one.row_id) for one in found} == expected, found


def test_every_promise_has_a_planted_fault(session):
    planted = set()
    for fault in FAULTS:
        with session.begin_nested() as undone:
            planted |= {promise for promise, _, _ in fault(session)}
            undone.rollback()
    assert planted | ELSEWHERE == PROMISES.keys()
