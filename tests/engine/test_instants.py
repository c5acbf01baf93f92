"""Of several timers of one clock, only those run out that wait for the instant that has come."""

from datetime import datetime

import pytest

from tests.processes.walking import PROCESSES, Bystander
from workflows.engine import Run

FIRST, SECOND = "2026-12-24T00:00:00+08:00", "2026-12-26T00:00:00+08:00"
ON_ITS_WAY = {"document_id": "one", "notice_id": "two", "service_course": "notice"}


class Clerk(Bystander):
    """Hands that begin each notice with a later end than the one before."""

    def __init__(self) -> None:
        super().__init__()
        self.ends = [SECOND, FIRST]

    def call(self, process_key, operation, parameters):
        found = super().call(process_key, operation, parameters)
        if operation == "start_notice":
            return {"service_by_notice_due": self.ends.pop()}
        return {**found, "service_course": "notice"} if operation == "look_up_address" else found


@pytest.fixture
def two_notices():
    """A repair case in which two papers hang at once: the acceptance notice and the decision."""
    facts = {"competent": True, "acceptance_passed": True, "conditions_met": True, "watched": False}
    clocks = ("acceptance", "correction", "decision", "execution", "watch")
    due = {f"repair_{clock}_due": "2026-12-01T00:00:00+08:00" for clock in clocks}
    run = Run.start(PROCESSES["credit_repair"], {"correction_asked": False, **facts, **due}, Clerk())
    answered(run, "formal_check", materials="complete")
    answered(run, "review_acceptance", acceptance_opinion="agree")
    hung(run)
    answered(run, "verify", course="done")
    answered(run, "review", review_opinion="agree")
    answered(run, "approve", approval_opinion="agree")
    hung(run)
    return run


def answered(run, name, **answers):
    run.complete(next(task.id for task in run.open_tasks if task.name == name), answers)


def hung(run):
    answered(run, "serve", **ON_ITS_WAY, served=False)
    answered(run, "publish_notice")


def waiting(run):
    return sorted(task.name for task in run.open_tasks)


def test_the_earlier_instant_ends_only_the_earlier_wait(two_notices):
    assert waiting(two_notices) == ["await_notice", "await_notice"]
    assert two_notices.fire("service_by_notice", datetime.fromisoformat(FIRST))
    [left] = two_notices.open_tasks
    assert left.facts["service_by_notice_due"] == SECOND


def test_an_instant_that_nobody_waits_for_means_the_clock_alone(two_notices):
    assert two_notices.fire("service_by_notice", datetime.fromisoformat("2027-01-01T00:00:00+08:00"))
    assert waiting(two_notices) == []


def test_without_an_instant_all_of_them_run_out(two_notices):
    assert two_notices.fire("service_by_notice") and waiting(two_notices) == []
