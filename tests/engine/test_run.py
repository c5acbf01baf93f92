"""A run goes from rest to rest, and what it did cannot be half stored."""

import pytest

from tests.engine.diagrams import Drawing, process_of
from tests.engine.driving import NotingHands, finish, names, started, stored, task_named
from workflows.errors import DiagramFailed, HalfDone, NotPlainData, TaskNotOpen

TWO_TASKS = Drawing().start().user("a", "b").end().path("start", "a", "b", "end")


def test_a_case_runs_to_its_first_task():
    run = started(process_of(TWO_TASKS))
    assert names(run) == ["a"]
    assert not run.finished


def test_a_case_ends_when_its_last_task_is_done():
    run = started(process_of(TWO_TASKS))
    finish(finish(run, "a", seen=True), "b", agreed="yes")
    assert run.finished
    assert run.data == {"seen": True, "agreed": "yes"}
