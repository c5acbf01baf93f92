"""Sound little drawings, each made to be spoilt in one place."""

from tests.engine.diagrams import Drawing, timed
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
