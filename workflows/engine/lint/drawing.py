"""Rules about the drawing: whatever runs can be seen."""

from collections.abc import Iterator

from lxml import etree

from workflows.engine.diagram import BPMN, DRAWN, Diagram

_DC = "{http://www.omg.org/spec/DD/20100524/DC}"
_DI = "{http://www.omg.org/spec/DD/20100524/DI}"


def nodes_and_lanes_are_drawn(diagram: Diagram) -> Iterator[str]:
    """Every node and lane has a shape with bounds."""
    shapes = (
        shape for shape in diagram.root.iter(f"{DRAWN}BPMNShape") if shape.find(f"{_DC}Bounds") is not None
    )
    drawn = {shape.get("bpmnElement") for shape in shapes}
    lanes = diagram.process.iter(f"{BPMN}lane")
    for element in (*(node.element for node in diagram.nodes.values()), *lanes):
        if element.get("id") not in drawn:
            yield f"{_named(element)}没有画出来。"


def flows_are_drawn(diagram: Diagram) -> Iterator[str]:
    """Every sequence flow has an edge with at least two points."""
    edges = diagram.root.iter(f"{DRAWN}BPMNEdge")
    drawn = {edge.get("bpmnElement") for edge in edges if len(edge.findall(f"{_DI}waypoint")) > 1}
    for flow in diagram.flows:
        if flow.id not in drawn:
            yield f"流向 {flow.id}“{flow.name}”没有画出来。"


def _named(element: etree._Element) -> str:
    return f"{element.get('id')}“{element.get('name') or ''}”"


RULES = (nodes_and_lanes_are_drawn, flows_are_drawn)
