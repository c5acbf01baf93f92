"""A timer fires when it is told that its clock ran out, never because time has passed."""

import pytest

from tests.engine.diagrams import Drawing, process_of
from tests.engine.driving import DUE, finish, names, started, stored
from workflows.errors import DiagramFailed

LONG_AGO = "2020-01-01T00:00:00+08:00"


def drawing_with(*, cancel):
    drawing = Drawing().start().user("a", "late").timer("t", "a", "reply", cancel=cancel).end().end("e2")
    return process_of(drawing.path("start", "a", "end").path("t", "late", "e2"))


def test_a_passed_instant_alone_fires_nothing():
    process = drawing_with(cancel=True)
    run = stored(started(process, reply_due=LONG_AGO), process)
    assert (names(run), run.waiting_clocks) == (["a"], {"reply"})


def test_an_interrupting_timer_takes_the_task_back():
    process = drawing_with(cancel=True)
    run = stored(started(process, reply_due=DUE), process)
    assert run.fire("reply")
    assert (names(run), run.waiting_clocks) == (["late"], set())


def test_a_call_that_begins_where_another_is_broken_off_comes_to_its_own_first_task():
    called = Drawing("called").start().user("inner").end().path("start", "inner", "end")
    drawing = Drawing().start().call("first", "called").timer("t", "first", "reply").call("again", "called")
    drawing = drawing.end().end("e2").path("start", "first", "end").path("t", "again", "e2")
    process = process_of(drawing, called)
    run = stored(started(process, reply_due=DUE), process)
    assert run.fire("reply")
    assert names(run) == ["inner"]
    assert finish(stored(run, process), "inner").finished


def test_a_reminder_leaves_the_task_open():
    process = drawing_with(cancel=False)
    run = stored(started(process, reply_due=DUE), process)
    assert run.fire("reply")
    assert (names(stored(run, process)), run.waiting_clocks) == (["a", "late"], set())


def test_a_clock_that_nobody_waits_for_fires_nothing():
    run = started(drawing_with(cancel=True), reply_due=DUE)
    assert not run.fire("another")
    assert names(run) == ["a"]


def test_a_clock_fires_once():
    process = drawing_with(cancel=False)
    run = started(process, reply_due=DUE)
    assert run.fire("reply")
    assert not stored(run, process).fire("reply")


def test_a_task_that_is_done_waits_for_its_clock_no_longer():
    process = drawing_with(cancel=False)
    run = finish(started(process, reply_due=DUE), "a")
    assert run.finished
    assert not run.fire("reply")


@pytest.mark.parametrize("due", [None, "", "2026-12-01", "2026-12-01T00:00:00", True, "明天"])
def test_a_clock_must_have_been_started(due):
    with pytest.raises(DiagramFailed, match="reply 没有起算"):
        started(drawing_with(cancel=True), reply_due=due)


def test_a_reminder_waits_again_when_the_task_is_entered_again():
    drawing = Drawing().start().merge("m").user("a").question("x").timer("t", "a", "reply", cancel=False)
    drawing.step("remind", "remind").end().end("e2").path("start", "m", "a", "x").path("t", "remind", "e2")
    process = process_of(drawing.choice("x", "m", "again").otherwise("x", "end"))
    run = started(process, reply_due=DUE)
    for _ in range(3):
        assert run.fire("reply")
        assert run.waiting_clocks == set()
        run = stored(finish(stored(run, process), "a", again=True), process)
        assert run.waiting_clocks == {"reply"}


def two_places():
    """The same clock on two branches, one of them in a called procedure, once as a reminder."""
    inner = Drawing("inner").start().user("u", "v").timer("t", "u", "reply", cancel=False).end().end("e2")
    inner.path("start", "u", "end").path("t", "v", "e2")
    outer = Drawing("outer").start().parallel("s", "j").user("a", "b").call("c", "inner").end().end("e2")
    outer.timer("t", "a", "reply").path("start", "s", "a", "j", "end").path("s", "c", "j").path(
        "t", "b", "e2"
    )
    return process_of(outer, inner)


def test_every_timer_that_waits_for_a_clock_fires_with_it():
    process = two_places()
    run = stored(started(process, reply_due=DUE), process)
    assert run.waiting_clocks == {"reply"}
    assert run.fire("reply")
    assert names(run) == ["b", "u", "v"]
    assert run.waiting_clocks == set()


def test_a_reminder_and_a_limit_on_one_task_both_fire():
    drawing = (
        Drawing().start().user("a", "x", "y").timer("t", "a", "reply").timer("r", "a", "reply", cancel=False)
    )
    drawing.end().end("e2").end("e3").path("start", "a", "end").path("t", "x", "e2").path("r", "y", "e3")
    run = started(process_of(drawing), reply_due=DUE)
    assert run.fire("reply")
    assert names(run) == ["x", "y"]


def test_a_limit_on_a_called_procedure_takes_all_of_it_back():
    innermost = Drawing("innermost").start().user("w").end().path("start", "w", "end")
    inner = Drawing("inner").start().call("d", "innermost").timer("t", "d", "own").user("v").end().end("e2")
    inner.path("start", "d", "end").path("t", "v", "e2")
    outer = Drawing("outer").start().call("c", "inner").timer("t", "c", "whole").user("late").end().end("e2")
    outer.path("start", "c", "end").path("t", "late", "e2")
    process = process_of(outer, inner, innermost)
    run = stored(started(process, own_due=DUE, whole_due=DUE), process)
    assert run.fire("whole")
    assert (names(run), run.waiting_clocks) == (["late"], set())
    assert finish(stored(run, process), "late").finished


def test_a_limit_may_stand_on_a_part_drawn_inside():
    part = Drawing("part").start("ps").user("a", "b").end("pe").path("ps", "a", "b", "pe")
    drawing = Drawing().start().part("part", part).timer("t", "part", "whole").user("late").end().end("e2")
    process = process_of(drawing.path("start", "part", "end").path("t", "late", "e2"))
    run = stored(finish(started(process, whole_due=DUE), "a"), process)
    assert names(run) == ["b"]
    assert run.fire("whole")
    assert names(run) == ["late"]
    assert run.passed == [("p", "t_late")]
