"""Branches come together once each round, and no answer is lost on the way."""

import pytest

from tests.engine.diagrams import Drawing, process_of
from tests.engine.driving import DUE, finish, names, started, stored
from tests.engine.models import LOOPS
from workflows.errors import DiagramFailed, HalfDone


def kept(run, process):
    return run


@pytest.mark.parametrize("rest", [kept, stored])
@pytest.mark.parametrize("kind", LOOPS)
def test_a_join_in_a_loop_waits_for_both_branches_in_every_round(kind, rest):
    process = process_of(*LOOPS[kind])
    run = started(process, pa=True)
    expected = ["a", "b", "z"] if kind == "parallel" else ["a", "z"]
    for turn in range(12):
        for name in sorted(set(expected) - {"z"}, reverse=turn % 2 == 1):
            assert name in names(run)
            assert "c" not in names(run)
            run = rest(finish(run, name), process)
        assert names(run) == ["c", "z"]
        run = rest(finish(run, "c", again=True), process)
        assert names(run) == expected


@pytest.mark.parametrize("ask_both", [True, False])
def test_an_inclusive_join_waits_only_for_the_branches_that_were_taken(ask_both):
    drawing = Drawing().start().inclusive("s", "j").user("a", "b", "d", "c").end().path("start", "s")
    drawing.choice("s", "a", "pa").choice("s", "b", "pb").otherwise("s", "d")
    process = process_of(drawing.path("a", "j").path("b", "j").path("d", "j", "c", "end"))
    run = stored(finish(started(process, pa=True, pb=ask_both), "a"), process)
    assert names(run) == (["b"] if ask_both else ["c"])
    assert names(started(process, pa=False, pb=False)) == ["d"]


def two_branches():
    drawing = Drawing().start().merge("m").parallel("s", "j").user("a", "b", "c").question("x").end()
    drawing.path("start", "m", "s", "a", "j", "c", "x").path("s", "b", "j")
    return process_of(drawing.choice("x", "m", "again").otherwise("x", "end"))


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_a_branch_does_not_bring_back_an_old_answer(order):
    process = two_branches()
    run = started(process, status="old")
    for name in order:
        run = stored(finish(run, name, **({"status": "new"} if name == "a" else {})), process)
    assert run.data["status"] == "new"


def test_in_the_second_round_each_branch_answers_anew():
    process = two_branches()
    run = started(process)
    for number in ("one", "two"):
        for name in "ab":
            run = stored(finish(run, name, **{f"opinion_{name}": f"{name} {number}"}), process)
        assert {run.data["opinion_a"], run.data["opinion_b"]} == {f"a {number}", f"b {number}"}
        run = stored(finish(run, "c", again=True), process)


def test_an_answer_that_only_changes_its_type_is_a_new_answer():
    process = two_branches()
    run = stored(finish(started(process, agreed=1), "a", agreed=True), process)
    assert finish(run, "b").data["agreed"] is True


def test_a_reminder_that_ends_last_does_not_bring_back_an_old_answer():
    inner = Drawing("inner").start().user("decide", "urge").timer("t", "decide", "reply", cancel=False).end()
    inner.end("e2").path("start", "decide", "end").path("t", "urge", "e2")
    outer = Drawing("outer").start().call("c", "inner").user("read").end().path("start", "c", "read", "end")
    process = process_of(outer, inner)
    run = started(process, outcome="open", reply_due=DUE)
    run.fire("reply")
    run = stored(finish(run, "decide", outcome="granted"), process)
    run = finish(run, "urge", urged=True)
    assert (run.data["outcome"], run.data["urged"]) == ("granted", True)


@pytest.mark.parametrize("first", ["b1", "a"])
def test_a_join_keeps_the_branch_that_came_first_through_every_pruning(first):
    drawing = Drawing().start().parallel("s", "t", "j").user("a", "b1", "b2", "c").end()
    drawing.path("start", "s", "a", "j", "c", "end").path("s", "t", "b1", "j").path("t", "b2", "j")
    process = process_of(drawing)
    run = started(process)
    for name in [first, *({"a", "b1"} - {first}), "b2"]:
        assert "c" not in names(run)
        run = stored(finish(run, name, **{name: 1}), process)
    assert names(run) == ["c"]
    assert run.data == {"a": 1, "b1": 1, "b2": 1}


def asking_several():
    body = (
        "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>members</bpmn:loopDataInputRef>"
        "<bpmn:loopDataOutputRef>votes</bpmn:loopDataOutputRef>"
        '<bpmn:inputDataItem id="member" name="member" /><bpmn:outputDataItem id="vote" name="vote" />'
        "<bpmn:completionCondition>vote == 'enough'</bpmn:completionCondition>"
        "</bpmn:multiInstanceLoopCharacteristics>"
    )
    drawing = Drawing().start().user("v", body=body).user("c").end().path("start", "v", "c", "end")
    return process_of(drawing)


def test_several_people_are_asked_at_once_and_all_answers_kept():
    process = asking_several()
    run = started(process, members=["甲", "乙", "丙"])
    for number in range(3):
        assert names(run) == ["v"] * (3 - number)
        run = stored(finish(run, "v", vote=f"票{number}"), process)
    assert sorted(run.data["votes"]) == ["票0", "票1", "票2"]


def test_the_rest_need_not_answer_when_it_is_enough():
    process = asking_several()
    run = stored(finish(started(process, members=["甲", "乙", "丙"]), "v", vote="enough"), process)
    assert names(run) == ["c"]


def test_nobody_to_ask_is_no_obstacle():
    assert names(started(asking_several(), members=[])) == ["c"]


def test_an_answer_that_is_missing_spoils_the_run():
    run = started(asking_several(), members=["甲"])
    with pytest.raises(DiagramFailed, match="output item"):
        finish(run, "v")
    with pytest.raises(HalfDone):
        run.save()
