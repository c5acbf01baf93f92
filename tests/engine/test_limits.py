"""Of several timers of one clock, only those run out that wait for the limit that is over."""

from datetime import datetime

import pytest

from tests.processes.walking import PROCESSES, Bystander
from workflows.engine import Run

FIRST, SECOND = 11, 12
INSTANT = "2026-12-24T00:00:00+08:00"
ON_ITS_WAY = {"document_id": "one", "notice_id": "two", "service_course": "notice"}


class Clerk(Bystander):
    """Hands that begin each notice with a limit of its own."""

    def __init__(self, limits=(SECOND, FIRST)) -> None:
        super().__init__()
        self.limits = list(limits)

    def call(self, process_key, operation, parameters):
        found = super().call(process_key, operation, parameters)
        if operation == "start_notice":
            return {"service_by_notice_due": self.limits.pop()}
        return {**found, "service_course": "notice"} if operation == "look_up_address" else found


@pytest.fixture
def two_notices():
    """A repair case in which two papers hang at once: the acceptance notice and the decision."""
    return with_two_notices(Clerk())


def with_two_notices(clerk):
    facts = {"competent": True, "acceptance_passed": True, "conditions_met": True, "watched": False}
    clocks = ("acceptance", "correction", "decision", "execution", "watch")
    due = {f"repair_{clock}_due": "2026-12-01T00:00:00+08:00" for clock in clocks}
    run = Run.start(PROCESSES["credit_repair"], {"correction_asked": False, **facts, **due}, clerk)
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


def test_a_limit_ends_only_the_wait_for_it(two_notices):
    assert waiting(two_notices) == ["await_notice", "await_notice"]
    assert two_notices.fire("service_by_notice", {FIRST})
    [left] = two_notices.open_tasks
    assert left.facts["service_by_notice_due"] == SECOND


def test_a_limit_that_nobody_waits_for_ends_none(two_notices):
    assert not two_notices.waits_for("service_by_notice", {13}) and two_notices.waits_for(
        "service_by_notice", {SECOND, 13}
    )
    assert not two_notices.fire("service_by_notice", {13})
    assert waiting(two_notices) == ["await_notice", "await_notice"]


def test_an_earlier_release_left_cases_that_wait_for_an_instant():
    run = with_two_notices(Clerk([SECOND, INSTANT]))
    assert run.fire("service_by_notice", {13, datetime.fromisoformat(INSTANT)})
    [left] = run.open_tasks
    assert left.facts["service_by_notice_due"] == SECOND


def test_without_a_limit_all_of_them_run_out(two_notices):
    assert two_notices.fire("service_by_notice") and waiting(two_notices) == []
