"""The size of a stored case follows its diagram, not its age."""

import pytest

from tests.engine.diagrams import Drawing, process_of
from tests.engine.driving import DUE, finish, names, started, stored
from tests.engine.models import CALLING, REVIEW, REWORK

ROUNDS = 300


def size_after(rounds, process, run, *tasks):
    for number in range(rounds):
        for name in tasks:
            run = stored(finish(run, name, again=True, more=True, round=number % 10), process)
    return run, len(run.save())


def test_three_hundred_rounds_of_rework_cost_no_more_than_three():
    process = process_of(REWORK)
    _, few = size_after(3, process, started(process, reply_due=DUE), "a", "b")
    run, many = size_after(ROUNDS, process, started(process, reply_due=DUE), "a", "b")
    assert abs(many - few) <= 10
    assert names(run) == ["a"]


def test_rework_in_a_called_procedure_is_pruned_too():
    process = process_of(CALLING, REVIEW)
    run = finish(started(process, reply_due=DUE, whole_due=DUE), "a")
    _, few = size_after(3, process, run, "opine")
    _, many = size_after(ROUNDS, process, run, "opine")
    assert abs(many - few) <= 10


def test_rework_beside_a_branch_that_waits_at_a_join_is_pruned_too():
    drawing = Drawing().start().parallel("s", "j").user("z", "a").merge("m").question("x").end()
    drawing.path("start", "s", "m", "a", "x").path("s", "z", "j", "end")
    process = process_of(drawing.choice("x", "m", "again").otherwise("x", "j"))
    run = finish(started(process), "z")
    _, few = size_after(3, process, run, "a")
    run, many = size_after(ROUNDS, process, run, "a")
    assert abs(many - few) <= 10
    assert finish(run, "a", again=False).finished


def test_without_pruning_the_same_case_grows(monkeypatch):
    monkeypatch.setattr("workflows.engine.run.prune", lambda case: None)
    process = process_of(REWORK)
    _, few = size_after(3, process, started(process, reply_due=DUE), "a", "b")
    _, more = size_after(20, process, started(process, reply_due=DUE), "a", "b")
    assert more > 3 * few


def test_a_called_procedure_that_has_ended_leaves_nothing_behind():
    inner = Drawing("inner").start().user("u").end().path("start", "u", "end")
    outer = Drawing("outer").start().call("c", "inner").user("a").end().path("start", "c", "a", "end")
    process = process_of(outer, inner)
    run = stored(finish(started(process), "u", found=1), process)
    assert not run._case.subprocesses
    assert run.data == {"found": 1}


@pytest.mark.parametrize("fired", [False, True])
def test_the_task_under_a_clock_can_still_be_taken_back(fired):
    process = process_of(REWORK)
    run, _ = size_after(5, process, started(process, reply_due=DUE), "a", "b")
    run = stored(finish(run, "a"), process)
    assert run.fire("reply") and names(stored(run, process)) == ["b", "late"]
    run = stored(finish(run, "late") if fired else run, process)
    assert names(finish(run, "b", again=False)) == ([] if fired else ["late"])
