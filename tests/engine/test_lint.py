"""Every rule for diagrams is shown a diagram that breaks it, and says what is wrong and where."""

import pytest

from tests.engine.diagrams import Drawing, due, extended, process_of, timed, told
from tests.engine.models import LOOPS, MODELS
from workflows.engine import faults
from workflows.engine.diagram import read_diagram
from workflows.engine.lint import faults_in


def faults_of(drawing):
    return faults_in(read_diagram(drawing.key, drawing.xml().encode()))


def only(drawing):
    """The one fault of a drawing, without the key of the procedure."""
    (sentence,) = faults_of(drawing)
    assert sentence.startswith("p：")
    return sentence.removeprefix("p：")


def with_node(tag, body="", name="它", **attributes):
    return Drawing().start().node(tag, "it", name, body, **attributes).end().path("start", "it", "end")


def with_task(body="", lane="承办人"):
    return Drawing().start().user("it", body=body, lane=lane).end().path("start", "it", "end")


def instances(inner):
    tag = "bpmn:multiInstanceLoopCharacteristics"
    return f"<{tag}>{inner}</{tag}>"


def with_timer(inner):
    drawing = with_task().end("e2").path("t", "e2")
    return drawing.node("boundaryEvent", "t", "届满", timed(inner), attachedToRef="it", cancelActivity="true")


def asking(*, name="好吗？", answers=("是", "否"), conditions=("yes", None), default=True):
    """One question with two answers, to be spoilt."""
    drawing = Drawing().start().node("exclusiveGateway", "x", name).end().end("e2").path("start", "x")
    drawing.flow("x", "end", answers[0], conditions[0])
    return drawing.flow("x", "e2", answers[1], conditions[1], default=default)


def looping(*middle, back="m"):
    """start, m, the middle, x, and from x back."""
    drawing = Drawing().start().merge("m").user("a", "b").step("s", "do").question("x").end()
    drawing.parallel("f", "j").path("start", "m", *middle, "x").choice("x", back, "again").otherwise(
        "x", "end"
    )
    used = {"start", "end", "x", "m", *middle}
    for node_id in drawing.nodes.keys() - used:
        del drawing.nodes[node_id]
    drawing.lanes = {
        lane: [name for name in members if name in used] for lane, members in drawing.lanes.items()
    }
    return drawing


@pytest.mark.parametrize(
    "drawings", [*MODELS.values(), *LOOPS.values()], ids=lambda drawings: drawings[0].key
)
def test_a_sound_diagram_has_no_faults(drawings):
    for drawing in drawings:
        assert faults(process_of(drawing, *drawings)) == []


@pytest.mark.parametrize(
    "drawing", [asking(), with_task(), looping("a"), with_timer("<bpmn:timeDate>reply_due</bpmn:timeDate>")]
)
def test_the_diagrams_that_are_spoilt_below_are_sound_themselves(drawing):
    assert faults_of(drawing) == []


@pytest.mark.parametrize(
    "tag",
    [
        "scriptTask",
        "manualTask",
        "sendTask",
        "receiveTask",
        "task",
        "complexGateway",
        "adHocSubProcess",
        "transaction",
    ],
)
def test_an_unknown_kind_of_node(tag):
    assert any(f"it“它”不能使用 {tag}" in fault for fault in faults_of(with_node(tag)))


@pytest.mark.parametrize(
    "event",
    [
        "linkEventDefinition",
        "compensateEventDefinition",
        "signalEventDefinition",
        "conditionalEventDefinition",
    ],
)
def test_an_unknown_kind_of_event(event):
    found = faults_of(with_node("intermediateCatchEvent", f"<bpmn:{event} />"))
    assert f"p：it“它”不能使用 {event}" in found[0][: len(found[0])]


def test_a_link_that_throws():
    found = faults_of(with_node("intermediateThrowEvent", "<bpmn:linkEventDefinition />"))
    assert any("不声不响地丢掉" in fault for fault in found)


def test_an_event_subprocess():
    drawing = with_task().part("esp", Drawing("inner").start("s2").end("e2").path("s2", "e2"))
    tag, name, body, _ = drawing.nodes["esp"]
    drawing.nodes["esp"] = (tag, name, body, {"triggeredByEvent": "true"})
    assert any("esp“部分esp”是事件子流程" in fault for fault in faults_of(drawing))


def test_compensation():
    drawing = with_task()
    tag, name, body, _ = drawing.nodes["it"]
    drawing.nodes["it"] = (tag, name, body, {"isForCompensation": "true"})
    assert "it“办理it”是补偿环节" in only(drawing)


@pytest.mark.parametrize("tag", ["preScript", "postScript", "unitTests", "variableName"])
def test_scripts_before_and_after_a_task(tag):
    body = extended(f"<spiffworkflow:{tag}>n = 1</spiffworkflow:{tag}>")
    assert f"it“办理it”带有 {tag}" in only(with_task(body))


def test_a_standard_loop():
    assert "standardLoopCharacteristics" in only(
        with_task('<bpmn:standardLoopCharacteristics loopMaximum="3" />')
    )


def test_a_number_of_instances():
    body = instances("<bpmn:loopCardinality>3</bpmn:loopCardinality>")
    assert "多实例要有名单" in only(with_task(body))


def test_instances_of_a_step():
    drawing = Drawing().start().step("it", "do").end().path("start", "it", "end")
    tag, name, body, attributes = drawing.nodes["it"]
    many = instances("<bpmn:loopDataInputRef>l</bpmn:loopDataInputRef>")
    drawing.nodes["it"] = (tag, name, body + many, attributes)
    assert "只有人工环节可以有多个实例" in only(drawing)


@pytest.mark.parametrize(
    "inner",
    [
        "<bpmn:timeDate>'2026-12-01T00:00:00Z'</bpmn:timeDate>",
        "<bpmn:timeDate>due</bpmn:timeDate>",
        "<bpmn:timeDate>Reply_due</bpmn:timeDate>",
        "<bpmn:timeDate>reply_due.x</bpmn:timeDate>",
        "<bpmn:timeDate />",
        "<bpmn:timeDuration>'P5D'</bpmn:timeDuration>",
        "<bpmn:timeCycle>'R3/P1D'</bpmn:timeCycle>",
        "<bpmn:timeDuration>reply_due</bpmn:timeDuration>",
    ],
)
def test_a_timer_that_is_no_clock(inner):
    assert "t“届满”的定时写作" in only(with_timer(inner))


def test_a_start_that_waits():
    drawing = with_task()
    drawing.nodes["start"] = ("startEvent", "", due("reply"), {})
    assert "start“”的事件类型 timerEventDefinition 在这里不能使用" in only(drawing)


def test_an_end_that_throws():
    drawing = with_task()
    drawing.nodes["end"] = ("endEvent", "", told("m"), {})
    assert "end“”的事件类型 messageEventDefinition" in only(drawing)


def test_a_catching_event_that_waits_for_nothing():
    assert "it“它”没有说明等待什么" in only(with_node("intermediateCatchEvent"))


def test_a_message_that_is_not_declared():
    assert "it“它”等待的消息没有声明" in only(with_node("intermediateCatchEvent", told("nobody")))


def test_a_boundary_event_without_a_host():
    drawing = with_task().end("e2").path("t", "e2")
    drawing.node("boundaryEvent", "t", "届满", due("reply"), attachedToRef="gone")
    assert "t“届满”没有附着在任何环节上" in only(drawing)


def test_two_timers_after_one_event_gateway():
    drawing = Drawing().start().node("eventBasedGateway", "g", "等").end().end("e2").path("start", "g")
    for name, end in (("t", "end"), ("u", "e2")):
        drawing.node("intermediateCatchEvent", name, "届满", due(name)).path("g", name, end)
    assert "g“等”之后有 2 个定时" in only(drawing)


def test_an_event_gateway_before_a_task():
    drawing = (
        Drawing().start().node("eventBasedGateway", "g", "等").user("a").end().path("start", "g", "a", "end")
    )
    assert "g“等”之后只能直接是等待事件" in only(drawing)


def test_an_activity_without_a_name():
    drawing = with_task()
    _, _, body, attributes = drawing.nodes["it"]
    drawing.nodes["it"] = ("userTask", " ", body, attributes)
    assert "it“ ”没有名称" in only(drawing)


def test_a_user_task_outside_the_lanes():
    assert "it“办理it”不在任何泳道里" in only(with_task(lane=None))


def test_a_lane_without_a_name():
    assert "泳道 p_ 没有名称" in only(with_task(lane=""))


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
