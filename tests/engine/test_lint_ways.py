"""How a diagram leads on: questions and answers, branches, loops, and that all of it can be seen."""

import pytest

from tests.engine.diagrams import Drawing
from tests.engine.spoiling import asking, faults_of, instances, looping, only, with_node, with_task


def test_a_gateway_that_asks_no_question():
    assert "x“判断”要判断，名称应当是一个以“？”结尾的问题" in only(asking(name="判断"))


def test_a_way_out_that_is_no_answer():
    assert "x“好吗？”的出口 x_e2 没有名称" in only(asking(answers=("是", "")))


def test_a_question_without_a_default():
    found = faults_of(asking(default=False, conditions=("yes", "not yes")))
    assert found == ["p：x“好吗？”有几个出口，却没有默认出口，条件都不成立时案件会停住。"]


def test_a_way_out_without_a_condition():
    assert "x“好吗？”的出口 x_end“是”没有条件" in only(asking(conditions=(None, None)))


def test_a_condition_outside_the_grammar():
    assert "流向 x_end“是”的条件" in only(asking(conditions=("len(x) > 1", None)))


def test_a_condition_on_the_default_way_out():
    assert "流向 x_e2“否”的条件不起作用" in only(asking(conditions=("yes", "no")))


def test_a_condition_after_a_task():
    drawing = Drawing().start().user("a").end().path("start", "a").flow("a", "end", "是", "yes")
    assert "流向 a_end“是”的条件不起作用：它不是网关的有条件出口" in only(drawing)


def test_a_completion_condition_outside_the_grammar():
    body = instances("<bpmn:completionCondition>len(l) == 2</bpmn:completionCondition>")
    assert "it 的完成条件" in only(with_task(body))


@pytest.mark.parametrize("value", ["n + 1", "n == 1", "f(n)", ""])
def test_a_parameter_that_is_more_than_a_name_or_a_literal(value):
    drawing = Drawing().start().step("s", "do", number=value).end().path("start", "s", "end")
    assert "s“步骤s”的参数 number" in only(drawing)


def test_a_step_without_an_operation():
    assert "it“它”没有指明一个步骤" in only(with_node("serviceTask"))


def test_a_decision_without_a_table():
    assert "it“它”没有指明裁量表" in only(with_node("businessRuleTask"))


def test_a_call_without_a_procedure():
    assert "it“它”没有指明调用哪个流程" in only(with_node("callActivity"))


def test_a_flow_that_leads_nowhere():
    drawing = with_task()
    drawing.flows.append(("lost", "it", "gone", "", None))
    assert any("流向 lost“”的一端不是流程中的环节" in fault for fault in faults_of(drawing))


def test_two_flows_between_the_same_nodes():
    drawing = asking().flow("x", "end", "也是", "also")
    assert any("从 x 到 end 有 2 条流向" in fault for fault in faults_of(drawing))


def test_a_task_with_two_ways_out():
    drawing = with_task().end("e2").flow("it", "e2")
    assert "it“办理it”不是网关，却有几个出口" in only(drawing)


def test_a_gateway_that_joins_and_splits():
    drawing = Drawing().start().parallel("s", "j").user("a", "b").end().end("e2").path("start", "s")
    drawing.path("s", "a", "j", "end").path("s", "b", "j", "e2")
    assert "j“”既汇合又分开" in only(drawing)


def test_a_task_that_leads_nowhere():
    drawing = Drawing().start().user("a").end().parallel("s").path("start", "s", "a").flow("s", "end")
    assert "a“办理a”没有出口" in only(drawing)


def test_a_task_that_is_never_reached():
    assert "没有流向通到lonely“办理lonely”" in only(with_task().user("lonely").path("lonely", "end"))


def test_two_starts():
    assert "p“小流程”要有且只有一个开始" in only(with_task().start("s2").end("e2").path("s2", "e2"))


def test_a_loop_that_never_waits():
    sentence = only(looping("s"))
    assert "s“步骤s”" in sentence and "案件会走不停" in sentence


def test_a_join_in_a_loop_that_waits_only_for_a_message():
    drawing = (
        Drawing()
        .start()
        .merge("m")
        .parallel("f", "j")
        .catch("c", "answer")
        .catch("d", "other")
        .question("x")
        .end()
    )
    drawing.path("start", "m", "f", "c", "j", "x").path("f", "d", "j")
    drawing.choice("x", "m", "again").otherwise("x", "end")
    assert "汇合网关j“”在一个没有人工环节的循环里" in only(drawing)


def test_a_loop_that_returns_into_a_join():
    drawing = (
        Drawing()
        .start()
        .parallel("f", "j")
        .user("a", "b", "c")
        .question("x")
        .end()
        .path("start", "f", "a", "j")
    )
    drawing.path("f", "b", "j", "c", "x").choice("x", "j", "again").otherwise("x", "end")
    assert "循环直接回到汇合网关j“”" in only(drawing)


def test_a_loop_straight_into_a_task():
    assert "循环直接回到a“办理a”，请在它前面画一个网关" in only(looping("a", back="a"))


def test_two_ways_into_a_task_are_no_loop():
    drawing = asking().user("a").end("e3")
    drawing.flows = drawing.flows[:1]
    drawing.choice("x", "a", "yes").otherwise("x", "b").user("b").path("b", "a", "end")
    del drawing.nodes["e2"], drawing.nodes["e3"]
    assert faults_of(drawing) == []


def test_several_instances_in_a_loop():
    body = instances("<bpmn:loopDataOutputRef>votes</bpmn:loopDataOutputRef>")
    drawing = looping("a")
    _, name, _, attributes = drawing.nodes["a"]
    drawing.nodes["a"] = ("userTask", name, body, attributes)
    assert "a“办理a”有多个实例又在循环里" in only(drawing)


@pytest.mark.parametrize("element", ["it", "p_承办人"])
def test_a_node_or_lane_that_is_not_drawn(element):
    drawing = with_task()
    drawing.undrawn.add(element)
    assert f"{element}“" in only(drawing) and "没有画出来" in only(drawing)


def test_a_flow_that_is_not_drawn():
    drawing = with_task()
    drawing.undrawn.add("start_it")
    assert "流向 start_it“”没有画出来" in only(drawing)
