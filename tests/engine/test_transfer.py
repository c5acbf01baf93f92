"""A case carried over to other diagrams lives on as if nothing had happened, or it is said what stands against it."""

import re

import orjson
import pytest

from tests.engine.diagrams import Drawing, process_of
from tests.engine.driving import DUE, NotingHands, finish, names, started
from tests.engine.models import DECIDERS, LOOPS, MODELS
from tests.engine.test_equivalence import OurRun, walk
from workflows.engine import Renaming, Run, process_from_source

IDS = r'((?:\bid|sourceRef|targetRef|attachedToRef|default)="|<bpmn:flowNodeRef>)({})(?=["<])'
ONE = Drawing().start().user("a", "b").end().path("start", "a", "b", "end")


def renamed(drawings):
    """The same diagrams with every node renamed, and the renamings that lead there and back."""
    texts, there, back = {}, {}, {}
    for drawing in drawings:
        nodes = [*drawing.nodes]
        pattern = IDS.format("|".join(nodes))
        texts[drawing.key] = re.sub(pattern, lambda found: f"{found[1]}{found[2]}_new", drawing.xml())
        there[drawing.key] = Renaming({node: f"{node}_new" for node in nodes})
        back[drawing.key] = Renaming({f"{node}_new": node for node in nodes})
    source = orjson.dumps({"process": drawings[0].key, "diagrams": texts})
    return process_from_source(source), there, back


class MovingRun(OurRun):
    """A run that is carried over to renamed diagrams at every rest, stored there, and carried back."""

    def __init__(self, drawings):
        self.other = renamed(drawings)
        super().__init__(drawings)

    def _rest(self):
        super()._rest()
        other, there, back = self.other
        assert self.run.obstacles(other, there) == []
        moved = self.run.carried_over(other, there, NotingHands())
        moved = Run.restore(other, moved.save(), NotingHands())
        assert moved.obstacles(self.process, back) == []
        self.run = moved.carried_over(self.process, back, NotingHands())


@pytest.mark.parametrize("model", [*MODELS.values(), *LOOPS.values()], ids=lambda drawings: drawings[0].key)
@pytest.mark.parametrize("seed", range(5))
def test_carrying_a_case_over_at_every_rest_changes_nothing(model, seed):
    moved, kept = MovingRun(model), OurRun(model)
    walk(seed, moved, kept, DECIDERS[kept.process.key])
    if kept.run.finished:
        assert moved.data == kept.data


def carried(run, *drawings, **renaming):
    process, renamings = process_of(*drawings), {"p": Renaming(**renaming)}
    assert run.obstacles(process, renamings) == []
    return run.carried_over(process, renamings, NotingHands())


def against(run, *drawings, **renaming):
    return run.obstacles(process_of(*drawings), {"p": Renaming(**renaming)})


def test_a_case_goes_the_new_way_from_where_it_waits():
    new = Drawing().start().user("a", "check", "b").end().path("start", "a", "check", "b", "end")
    run = carried(started(process_of(ONE)), new)
    assert names(run) == ["a"]
    assert names(finish(run, "a")) == ["check"]
    assert finish(finish(run, "check"), "b").finished


def test_an_open_task_keeps_its_id():
    run = started(process_of(ONE))
    [before] = run.open_tasks
    [after] = carried(
        run, Drawing().start().user("a2", "b").end().path("start", "a2", "b", "end"), tasks={"a": "a2"}
    ).open_tasks
    assert (after.id, after.name) == (before.id, "a2")


def test_facts_and_their_codes_get_their_new_names():
    run = finish(started(process_of(ONE), found="whole", kept=1), "a", opinion="whole")
    again = carried(run, ONE, facts={"found": "result"}, codes={"found": {"whole": "complete"}})
    assert again.data == {"result": "complete", "kept": 1, "opinion": "whole"}


def test_a_step_that_is_no_more_is_passed_over():
    old = Drawing().start().question("x").user("a", "b").end().path("start", "x")
    run = started(
        process_of(old.choice("x", "a", "yes").otherwise("x", "b").path("a", "end").path("b", "end")),
        yes=True,
    )
    assert names(carried(run, ONE)) == ["a"]


def test_a_task_that_the_new_diagram_does_not_have_stands_against_it():
    new = Drawing().start().user("b").end().path("start", "b", "end")
    [told] = against(started(process_of(ONE)), new)
    assert told == "“办理a”（a） 在新流程图中没有对应的环节。"


def test_a_task_that_became_a_step_stands_against_it():
    new = Drawing().start().step("a", "grant").user("b").end().path("start", "a", "b", "end")
    [told] = against(started(process_of(ONE)), new)
    assert "不是同一种环节" in told


def test_a_limit_that_the_case_would_not_have_stands_against_it():
    new = Drawing().start().user("a", "b").end().end("e2").timer("t", "a", "reply").flow("t", "e2")
    [told] = against(started(process_of(ONE)), new.path("start", "a", "b", "end"))
    assert "增加了边界事件" in told


def test_a_second_limit_stands_against_it_and_one_less_does_too():
    one = Drawing().start().user("a", "b").end().end("e2").timer("t", "a", "reply").flow("t", "e2")
    one.path("start", "a", "b", "end")
    two = Drawing().start().user("a", "b").end().end("e2").end("e3").timer("t", "a", "reply").flow("t", "e2")
    two.timer("u", "a", "other").flow("u", "e3").path("start", "a", "b", "end")
    [more] = against(started(process_of(one), reply_due=DUE), two)
    assert "增加了u" in more
    [less] = against(started(process_of(two), reply_due=DUE, other_due=DUE), one)
    assert "u" in less and "没有对应的环节" in less


def test_a_procedure_that_is_called_no_more_stands_against_it():
    outer = Drawing().start().call("c", "inner").end().path("start", "c", "end")
    inner = Drawing("inner").start().user("a").end().path("start", "a", "end")
    found = against(started(process_of(outer, inner)), ONE)
    assert any("不再调用 inner" in one for one in found)
