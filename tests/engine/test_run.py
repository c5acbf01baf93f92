"""A run goes from rest to rest, and what it did cannot be half stored."""

from uuid import uuid4

import pytest

from tests.engine.diagrams import Drawing, extended, process_of
from tests.engine.driving import NotingHands, finish, names, started, stored, task_named
from workflows.errors import DiagramFailed, HalfDone, NotPlainData, TaskNotOpen

TWO_TASKS = Drawing().start().user("a", "b").end().path("start", "a", "b", "end")
ONE_STEP = (
    Drawing()
    .start()
    .user("a")
    .step("s", "grant", number="n", kind="'notice'", several="['x', 'y']")
    .end()
    .path("start", "a", "s", "end")
)


def broken_run(**answers):
    """A run whose step failed after the person's answer was taken."""
    run = started(process_of(ONE_STEP), NotingHands(grant=ValueError("no")), n=1)
    with pytest.raises(ValueError, match="no"):
        finish(run, "a", **answers)
    return run


def test_a_case_runs_to_its_first_task():
    run = started(process_of(TWO_TASKS))
    assert names(run) == ["a"]
    assert not run.finished


def test_a_case_ends_when_its_last_task_is_done():
    run = finish(finish(started(process_of(TWO_TASKS)), "a", seen=True), "b", agreed="yes")
    assert run.finished
    assert run.data == {"seen": True, "agreed": "yes"}


def test_an_open_task_says_who_does_what_and_where_it_is_drawn():
    body = "<bpmn:documentation>看清楚再办。</bpmn:documentation>" + extended(
        '<spiffworkflow:properties><spiffworkflow:property name="stage" value="审查" /></spiffworkflow:properties>'
    )
    drawing = Drawing("review").start().user("a", lane="审核人", body=body).end().path("start", "a", "end")
    task = task_named(started(process_of(drawing)), "a")
    assert (task.process_key, task.title, task.lane) == ("review", "办理a", "审核人")
    assert (task.documentation, task.properties) == ("看清楚再办。", {"stage": "审查"})


def test_a_task_further_on_cannot_be_done_before_its_turn():
    run = started(process_of(TWO_TASKS))
    further = next(task.id for task in run._case.tasks.values() if task.task_spec.name == "b")
    with pytest.raises(TaskNotOpen):
        run.complete(further, {})
    assert names(run) == ["a"]


def test_a_task_cannot_be_done_twice():
    run = started(process_of(TWO_TASKS))
    done = task_named(run, "a").id
    run.complete(done, {})
    with pytest.raises(TaskNotOpen):
        run.complete(done, {})


def test_an_engine_task_cannot_be_done_by_a_person():
    run = started(process_of(TWO_TASKS))
    with pytest.raises(TaskNotOpen):
        run.complete(run._case.task_tree.id, {})


def test_a_task_of_another_case_is_not_open():
    with pytest.raises(TaskNotOpen):
        started(process_of(TWO_TASKS)).complete(uuid4(), {})


def test_a_refused_task_leaves_the_run_usable():
    run = started(process_of(TWO_TASKS))
    with pytest.raises(TaskNotOpen):
        run.complete(uuid4(), {})
    assert names(finish(run, "a")) == ["b"]


def test_a_step_gets_literals_and_facts_and_its_findings_are_merged_flat():
    hands = NotingHands(grant={"granted": True, "until": None, "reasons": ["一", "二"]})
    run = finish(started(process_of(ONE_STEP), hands, n=7), "a")
    assert hands.asked == [("p", "grant", {"number": 7, "kind": "notice", "several": ["x", "y"]})]
    assert run.data == {"n": 7, "granted": True, "until": None, "reasons": ["一", "二"]}


def test_a_decision_asks_the_table_about_all_facts():
    drawing = Drawing().start().table("d", "tier").end().path("start", "d", "end")
    hands = NotingHands(tier={"tier": "严重", "rule": "tier/T2"})
    run = started(process_of(drawing), hands, amount=100)
    assert hands.asked == [("p", "tier", {"amount": 100})]
    assert run.data == {"amount": 100, "tier": "严重", "rule": "tier/T2"}


def test_the_steps_of_a_called_procedure_are_its_own_also_after_a_rest():
    inner = Drawing("inner").start().step("s", "one").user("u").step("t", "two").end()
    outer = (
        Drawing("outer").start().call("c", "inner").step("r", "three").end().path("start", "c", "r", "end")
    )
    process = process_of(outer, inner.path("start", "s", "u", "t", "end"))
    hands = NotingHands()
    finish(stored(started(process, hands), process, hands), "u")
    assert [(key, name) for key, name, _ in hands.asked] == [
        ("inner", "one"),
        ("inner", "two"),
        ("outer", "three"),
    ]


def test_an_operation_may_be_named_like_a_task():
    drawing = Drawing().start().user("a").step("s", "a", start="1").end().path("start", "a", "s", "end")
    assert finish(started(process_of(drawing)), "a").finished


@pytest.mark.parametrize(
    "value", [1.5, float("nan"), float("inf"), {"a": 1}, [1], ("a",), b"x", 2**64, object()]
)
def test_a_step_may_return_only_plain_facts(value):
    run = started(process_of(ONE_STEP), NotingHands(grant={"found": value}), n=1)
    if value == 1.5:
        assert finish(run, "a").data["found"] == value
    else:
        with pytest.raises(NotPlainData, match=r"grant.*found"):
            finish(run, "a")


def test_answers_and_first_facts_must_be_plain_too():
    process = process_of(TWO_TASKS)
    with pytest.raises(NotPlainData, match="people"):
        started(process, people=[{"name": "甲"}])
    run = started(process)
    with pytest.raises(NotPlainData, match="form"):
        finish(run, "a", form={"x": 1})
    assert names(finish(run, "a", form="x")) == ["b"]


def test_after_a_failed_step_nothing_can_be_saved_or_gone_on_with():
    run = broken_run(seen=True)
    for attempt in (run.save, lambda: run.open_tasks, lambda: run.fire("x"), lambda: run.data):
        with pytest.raises(HalfDone):
            attempt()


def test_the_stored_case_is_untouched_by_a_failed_step():
    process = process_of(ONE_STEP)
    blob = started(process, n=1).save()
    failing = NotingHands(grant=ValueError("no"))
    run = type(started(process, n=1)).restore(process, blob, failing)
    with pytest.raises(ValueError, match="no"):
        finish(run, "a")
    again = type(run).restore(process, blob, NotingHands(grant={"granted": True}))
    assert finish(again, "a").data["granted"] is True


def test_a_missing_parameter_stops_the_step():
    with pytest.raises(DiagramFailed, match="n 没有取值"):
        finish(started(process_of(ONE_STEP)), "a")


def test_a_loop_without_a_wait_is_stopped():
    drawing = Drawing().start().merge("m").step("s", "again").question("x").end().path("start", "m", "s", "x")
    process = process_of(drawing.choice("x", "m", "more").otherwise("x", "end"))
    with pytest.raises(DiagramFailed, match="1000 个环节"):
        started(process, more=True)


def test_a_gateway_without_an_answer_stops_the_case():
    drawing = Drawing().start().question("x").end().end("e2").path("start", "x")
    process = process_of(drawing.choice("x", "end", "n == 1").choice("x", "e2", "n == 2"))
    with pytest.raises(DiagramFailed, match="No conditions satisfied"):
        started(process, n=3)


def test_a_terminating_end_takes_back_what_is_open():
    drawing = (
        Drawing()
        .start()
        .parallel("s")
        .user("a", "b")
        .end("e1", "<bpmn:terminateEventDefinition />")
        .end("e2")
    )
    drawing.path("start", "s", "a", "e1").path("s", "b", "e2")
    run = finish(started(process_of(drawing)), "a")
    assert run.finished
    assert run.open_tasks == []


def test_the_facts_of_open_branches_are_seen_together():
    inner = Drawing("inner").start().user("u", "v").end().path("start", "u", "v", "end")
    outer = Drawing("outer").start().parallel("s", "j").user("a", "b").call("c", "inner").end()
    outer.path("start", "s", "a", "b", "j", "end").path("s", "c", "j")
    process = process_of(outer, inner)
    run = finish(started(process, first=1, both=False), "a", mine=2, both=True)
    run = stored(finish(run, "u", theirs=3), process)
    assert run.data == {"first": 1, "mine": 2, "theirs": 3, "both": True}


def test_the_message_about_a_question_without_answer_says_where_it_is_asked():
    drawing = Drawing().start().question("x").end().end("e2").path("start", "x")
    with pytest.raises(DiagramFailed, match="p 的环节 x，条件“agreed”：agreed 没有取值"):
        started(process_of(drawing.choice("x", "end", "agreed").otherwise("x", "e2")))


def test_the_librarys_own_log_does_not_carry_case_data(caplog):
    caplog.set_level("DEBUG")
    finish(started(process_of(TWO_TASKS), secret="秘密"), "a")
    assert caplog.text == ""
