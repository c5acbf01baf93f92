"""Every path of credit repair, its notice and its early end, walked through the doors to its outcome."""

import pytest

from tests.processes.walks import WALKS
from workflows.catalog import catalog
from workflows.models import Case, Deadline, Task
from workflows.processes.credit_repair.outcomes import Outcome
from workflows.steps.shared import REMEDIES

WALKED = ("credit_repair", "repair_notice", "repair_ended")
DECIDED = (Outcome.GRANTED, Outcome.REFUSED, Outcome.NOT_ACCEPTED)


@pytest.mark.parametrize("walk", WALKS, ids=[walk.__name__ for walk in WALKS])
def test_the_case_ends_with_its_outcome_and_only_what_the_law_lets_run_on_still_runs(office, calendar, walk):
    case = walk(office, calendar)
    ended = office.one(Case, id=case)
    assert ended.outcome == WALKS[walk] and ended.closed_at is not None
    assert office.all(Task, case_id=case) == []
    running = {row.clock for row in office.all(Deadline, case_id=case) if row.ended is None}
    assert running <= ({"repair_sharing", *REMEDIES} if WALKS[walk] in DECIDED else set())


def test_every_outcome_that_the_diagrams_name_is_reached():
    declared = {str(one) for key in WALKED for one in catalog()[key].declared.outcomes}
    named = {one for one in declared if any(f"&quot;{one}&quot;" in drawn(key) for key in WALKED)}
    assert set(WALKS.values()) == named


def drawn(key: str) -> str:
    return catalog()[key].process.diagram
