"""Reads how a procedure is drawn: the boxes of its nodes, lanes and labels, and the lines of its flows."""

from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from lxml import etree

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DRAWN = "{http://www.omg.org/spec/BPMN/20100524/DI}"
BOUNDS = "{http://www.omg.org/spec/DD/20100524/DC}Bounds"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """An upright rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two share more than a border."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: "Box") -> bool:
        """Whether the other lies wholly inside."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def on_border(self, point: Point) -> bool:
        """Whether the point lies on one of the four sides."""
        x, y = point
        inside = self.left <= x <= self.right and self.top <= y <= self.bottom
        return inside and (x in (self.left, self.right) or y in (self.top, self.bottom))

    @property
    def centre(self) -> Point:
        """The middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Line:
    """A sequence flow as drawn."""

    source: str
    target: str
    points: tuple[Point, ...]

    @property
    def pieces(self) -> list[Box]:
        """Its straight pieces, each as a rectangle without width or height."""
        return [_between(start, end) for start, end in pairwise(self.points)]


@dataclass
class Drawing:
    """One procedure's picture; what the model names but the picture lacks is in `missing`."""

    nodes: dict[str, Box] = field(default_factory=dict)
    lanes: dict[str, Box] = field(default_factory=dict)
    lane_of: dict[str, str] = field(default_factory=dict)
    host_of: dict[str, str] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    labels: dict[str, Box] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


def read_drawing(source: Path | bytes) -> Drawing:
    """Return the picture in a BPMN file."""
    root = etree.fromstring(source if isinstance(source, bytes) else source.read_bytes())
    drawing = Drawing()
    process = root.find(f"{BPMN}process")
    assert process is not None
    for lane in process.iter(f"{BPMN}lane"):
        _place(drawing, drawing.lanes, lane, root)
        drawing.lane_of.update({ref.text or "": lane.get("id", "") for ref in lane})
    for node in process.iterchildren():
        if node.find(f"{BPMN}incoming") is not None or node.find(f"{BPMN}outgoing") is not None:
            _place(drawing, drawing.nodes, node, root)
            drawing.host_of.update({node.get("id", ""): host for host in [node.get("attachedToRef")] if host})
    for flow in process.iter(f"{BPMN}sequenceFlow"):
        _draw(drawing, flow, root)
    return drawing


def _place(drawing: Drawing, boxes: dict[str, Box], element: etree._Element, root: etree._Element) -> None:
    key = element.get("id", "")
    drawing.names[key] = element.get("name", "")
    shape = root.find(f".//{DRAWN}BPMNShape[@bpmnElement='{key}']")
    if shape is None:
        drawing.missing.append(key)
        return
    boxes[key] = _box(shape)
    _read_label(drawing, key, shape)


def _draw(drawing: Drawing, flow: etree._Element, root: etree._Element) -> None:
    key = flow.get("id", "")
    drawing.names[key] = flow.get("name", "")
    edge = root.find(f".//{DRAWN}BPMNEdge[@bpmnElement='{key}']")
    if edge is None:
        drawing.missing.append(key)
        return
    points = tuple((float(p.get("x", "")), float(p.get("y", ""))) for p in edge.iterchildren(WAYPOINT))
    drawing.lines[key] = Line(flow.get("sourceRef", ""), flow.get("targetRef", ""), points)
    _read_label(drawing, key, edge)


def _read_label(drawing: Drawing, key: str, drawn: etree._Element) -> None:
    label = drawn.find(f"{DRAWN}BPMNLabel")
    if label is not None:
        drawing.labels[key] = _box(label)


def _box(drawn: etree._Element) -> Box:
    bounds = drawn.find(BOUNDS)
    assert bounds is not None
    x, y, width, height = (float(bounds.get(name, "")) for name in ("x", "y", "width", "height"))
    return Box(x, y, x + width, y + height)


def _between(start: Point, end: Point) -> Box:
    (x1, y1), (x2, y2) = start, end
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
