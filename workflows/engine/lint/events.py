"""Rules about events: what starts, what ends, and which clocks and messages are waited for."""

from collections.abc import Iterator

from lxml import etree

from workflows.engine.diagram import BPMN, Diagram, Node
from workflows.engine.specs import clock_named

KINDS = {
    "startEvent": set[str](),
    "endEvent": {"terminateEventDefinition"},
    "boundaryEvent": {"timerEventDefinition", "messageEventDefinition"},
    "intermediateCatchEvent": {"timerEventDefinition", "messageEventDefinition"},
}
CATCHING = ("boundaryEvent", "intermediateCatchEvent")


def events_of_their_kind(diagram: Diagram) -> Iterator[str]:
    """A start waits for nothing, an end throws nothing, what catches catches exactly one thing."""
    for node in diagram.of(*KINDS):
        found = definitions(node)
        if len(found) > 1 or not set(found) <= KINDS[node.tag]:
            yield f"{node}的事件类型 {'、'.join(found)} 在这里不能使用。"
        if node.tag in CATCHING and not found:
            yield f"{node}没有说明等待什么。"


def timers_are_clocks(diagram: Diagram) -> Iterator[str]:
    """A timer is a timeDate whose expression is exactly `<clock>_due`."""
    for timer in diagram.process.iter(f"{BPMN}timerEventDefinition"):
        node = timer.getparent()
        for given in timer:
            tag, text = etree.QName(given).localname, (given.text or "").strip()
            if tag != "timeDate" or clock_named(text) is None:
                where = f"{node.get('id')}“{node.get('name') or ''}”"
                yield f"{where}的定时写作 {tag}“{text}”：只能是 timeDate，并且写作“期限名_due”。"


def messages_are_declared(diagram: Diagram) -> Iterator[str]:
    """A message that is waited for has a name by which it is told."""
    declared = {element.get("id") for element in diagram.root.iter(f"{BPMN}message") if element.get("name")}
    for node in diagram.of(*CATCHING):
        for event in node.element.iter(f"{BPMN}messageEventDefinition"):
            if event.get("messageRef") not in declared:
                yield f"{node}等待的消息没有声明。"


def boundary_events_have_a_host(diagram: Diagram) -> Iterator[str]:
    """A boundary event is attached to an activity of the diagram."""
    for node in diagram.of("boundaryEvent"):
        if node.element.get("attachedToRef") not in diagram.nodes:
            yield f"{node}没有附着在任何环节上。"


def one_timer_after_an_event_gateway(diagram: Diagram) -> Iterator[str]:
    """Of two timers at one event-based gateway the engine never fires the second."""
    for gateway in diagram.of("eventBasedGateway"):
        after = [diagram.nodes.get(flow.target) for flow in diagram.outgoing(gateway.id)]
        if any(node is None or node.tag != "intermediateCatchEvent" for node in after):
            yield f"{gateway}之后只能直接是等待事件。"
        timers = [node for node in after if node and "timerEventDefinition" in definitions(node)]
        if len(timers) > 1:
            yield f"{gateway}之后有 {len(timers)} 个定时，引擎只会触发第一个。"


def definitions(node: Node) -> list[str]:
    """Return the kinds of event that a node waits for or throws."""
    tags = [etree.QName(child).localname for child in node.element.iterchildren(f"{BPMN}*")]
    return [tag for tag in tags if tag.endswith("EventDefinition")]


RULES = (
    events_of_their_kind,
    timers_are_clocks,
    messages_are_declared,
    boundary_events_have_a_host,
    one_timer_after_an_event_gateway,
)
