"""What may stand in a diagram: every rule is shown a diagram that breaks it, and says what is wrong and where."""

import pytest

from tests.engine.diagrams import Drawing, due, extended, process_of, told
from tests.engine.models import LOOPS, MODELS
from tests.engine.spoiling import (
    asking,
    faults_of,
    instances,
    looping,
    only,
    with_node,
    with_task,
    with_timer,
)
from workflows.engine import faults


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
