"""Draws little BPMN files for the tests: enough to say what a diagram means in a few lines."""

from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import orjson

from workflows.engine import Process, process_from_source
from workflows.engine.diagram import read_diagram

SPACES = (
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" '
    'xmlns:di="http://www.omg.org/spec/DD/20100524/DI" '
    'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core"'
)


class Drawing:
    """One procedure; every method that draws returns the drawing, so that calls follow one another."""

    def __init__(self, key="p", title="小流程"):
        self.key, self.title = key, title
        self.nodes, self.flows, self.lanes, self.defaults = {}, [], {}, {}
        self.messages, self.parts, self.undrawn = [], {}, set()

    def node(self, tag, node_id, name="", body="", lane=None, **attributes):
        self.nodes[node_id] = (tag, name, body, attributes)
        if lane is not None:
            self.lanes.setdefault(lane, []).append(node_id)
        return self

    def start(self, node_id="start"):
        return self.node("startEvent", node_id)

    def end(self, node_id="end", body=""):
        return self.node("endEvent", node_id, body=body)

    def user(self, *node_ids, lane="承办人", body=""):
        for node_id in node_ids:
            self.node("userTask", node_id, f"办理{node_id}", body, lane)
        return self

    def step(self, node_id, operation, **parameters):
        given = "".join(
            f'<spiffworkflow:parameter id="{name}" type="any" value={quoteattr(value)} />'
            for name, value in parameters.items()
        )
        operator = f'<spiffworkflow:serviceTaskOperator id="{operation}"><spiffworkflow:parameters>{given}'
        closing = "</spiffworkflow:parameters></spiffworkflow:serviceTaskOperator>"
        return self.node("serviceTask", node_id, f"步骤{node_id}", extended(operator + closing))

    def table(self, node_id, table):
        body = extended(f"<spiffworkflow:calledDecisionId>{table}</spiffworkflow:calledDecisionId>")
        return self.node("businessRuleTask", node_id, f"裁量{node_id}", body)

    def question(self, *node_ids):
        for node_id in node_ids:
            self.node("exclusiveGateway", node_id, f"{node_id}吗？")
        return self

    def merge(self, *node_ids):
        for node_id in node_ids:
            self.node("exclusiveGateway", node_id)
        return self

    def parallel(self, *node_ids):
        for node_id in node_ids:
            self.node("parallelGateway", node_id)
        return self

    def inclusive(self, *node_ids):
        for node_id in node_ids:
            self.node("inclusiveGateway", node_id, f"{node_id}有哪些？")
        return self

    def call(self, node_id, key):
        return self.node("callActivity", node_id, f"调用{key}", calledElement=key)

    def timer(self, node_id, host, clock, *, cancel=True):
        attributes = {"attachedToRef": host, "cancelActivity": str(cancel).lower()}
        return self.node("boundaryEvent", node_id, f"{clock}届满", due(clock), **attributes)

    def catch(self, node_id, message):
        self.messages.append(message)
        return self.node("intermediateCatchEvent", node_id, f"等{message}", told(message))

    def part(self, node_id, inner):
        self.parts[node_id] = inner
        return self.node("subProcess", node_id, f"部分{node_id}")

    def flow(self, source, target, answer="", when=None, *, default=False):
        flow_id = f"{source}_{target}"
        self.flows.append((flow_id, source, target, answer, when))
        if default:
            self.defaults[source] = flow_id
        return self

    def path(self, *node_ids):
        for source, target in pairwise(node_ids):
            self.flow(source, target)
        return self

    def choice(self, source, target, when):
        return self.flow(source, target, "是", when)

    def otherwise(self, source, target):
        return self.flow(source, target, "否", default=True)

    def xml(self):
        head = "".join(f'<bpmn:message id="{name}_id" name="{name}" />' for name in self.messages)
        process = (
            f'<bpmn:process id="{self.key}" name="{self.title}" isExecutable="true">'
            f"{self._lanes()}{self.inside()}</bpmn:process>"
        )
        plane = f'<bpmndi:BPMNPlane id="plane" bpmnElement="{self.key}">{self.drawn()}</bpmndi:BPMNPlane>'
        drawn = f'<bpmndi:BPMNDiagram id="diagram">{plane}</bpmndi:BPMNDiagram>'
        return (
            f'<bpmn:definitions {SPACES} id="d" targetNamespace="t">{head}{process}{drawn}</bpmn:definitions>'
        )

    def inside(self):
        nodes = "".join(self._node(node_id) for node_id in self.nodes)
        return nodes + "".join(_flow(*flow) for flow in self.flows)

    def drawn(self):
        bounds = '<dc:Bounds x="1" y="1" width="100" height="80" />'
        line = '<di:waypoint x="0" y="0" /><di:waypoint x="9" y="0" />'
        shapes = [*self.nodes, *(f"{self.key}_{name}" for name in self.lanes)]
        edges = [flow[0] for flow in self.flows]
        inner = "".join(part.drawn() for part in self.parts.values())
        return (
            "".join(_drawing("BPMNShape", name, bounds) for name in shapes if name not in self.undrawn)
            + "".join(_drawing("BPMNEdge", name, line) for name in edges if name not in self.undrawn)
            + inner
        )

    def _lanes(self):
        lanes = "".join(
            f'<bpmn:lane id="{self.key}_{name}" name="{name}">'
            + "".join(f"<bpmn:flowNodeRef>{node_id}</bpmn:flowNodeRef>" for node_id in node_ids)
            + "</bpmn:lane>"
            for name, node_ids in self.lanes.items()
        )
        return f'<bpmn:laneSet id="lanes">{lanes}</bpmn:laneSet>' if lanes else ""

    def _node(self, node_id):
        tag, name, body, attributes = self.nodes[node_id]
        if node_id in self.defaults:
            attributes = {**attributes, "default": self.defaults[node_id]}
        if node_id in self.parts:
            body += self.parts[node_id].inside()
        written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
        return f'<bpmn:{tag} id="{node_id}" name={quoteattr(name)}{written}>{body}</bpmn:{tag}>'


def extended(inner):
    return f"<bpmn:extensionElements>{inner}</bpmn:extensionElements>"


def due(clock):
    return timed(f"<bpmn:timeDate>{clock}_due</bpmn:timeDate>")


def timed(inner):
    return f"<bpmn:timerEventDefinition>{inner}</bpmn:timerEventDefinition>"


def told(message):
    return f'<bpmn:messageEventDefinition messageRef="{message}_id" />'


def process_of(*drawings) -> Process:
    """The procedure of the first drawing, which may call the others, as it would be kept for its cases."""
    texts = {one.key: read_diagram(one.key, one.xml().encode()).canonical for one in drawings}
    bundle = {"process": drawings[0].key, "diagrams": texts}
    return process_from_source(orjson.dumps(bundle, option=orjson.OPT_SORT_KEYS))


def write(folder: Path, *drawings) -> Path:
    """Write the drawings where `load_processes` looks for them."""
    for drawing in drawings:
        (folder / drawing.key).mkdir()
        (folder / drawing.key / "process.bpmn").write_text(drawing.xml(), encoding="utf-8")
    return folder


def _flow(flow_id, source, target, answer, when):
    condition = "" if when is None else f"<bpmn:conditionExpression>{escape(when)}</bpmn:conditionExpression>"
    return (
        f'<bpmn:sequenceFlow id="{flow_id}" name="{answer}" sourceRef="{source}" targetRef="{target}">'
        f"{condition}</bpmn:sequenceFlow>"
    )


def _drawing(kind, element, inner):
    return f'<bpmndi:{kind} id="{element}_di" bpmnElement="{element}">{inner}</bpmndi:{kind}>'
