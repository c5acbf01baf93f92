"""Rules about how nodes are joined by sequence flows."""

from collections import Counter
from collections.abc import Iterator

from workflows.engine.diagram import GATEWAYS, Diagram, Node

DECIDING = ("exclusiveGateway", "inclusiveGateway")
TOGETHER = ("parallelGateway", "inclusiveGateway")


def flows_lead_from_node_to_node(diagram: Diagram) -> Iterator[str]:
    """Both ends of every flow are nodes of the diagram."""
    for flow in diagram.flows:
        if not {flow.source, flow.target} <= diagram.nodes.keys():
            yield f"流向 {flow.id}“{flow.name}”的一端不是流程中的环节。"


def one_flow_between_two_nodes(diagram: Diagram) -> Iterator[str]:
    """Two flows between the same nodes cannot be told apart when the way is retraced."""
    between = Counter((flow.source, flow.target) for flow in diagram.flows)
    for (source, target), count in between.items():
        if count > 1:
            yield f"从 {source} 到 {target} 有 {count} 条流向，走过之后无法分辨。"


def deciding_gateways_always_decide(diagram: Diagram) -> Iterator[str]:
    """One way out is the default, every other has its condition."""
    for gateway in diagram.of(*DECIDING):
        leaving = diagram.outgoing(gateway.id)
        default = gateway.element.get("default")
        if len(leaving) < 2:
            continue
        if default not in {flow.id for flow in leaving}:
            yield f"{gateway}有几个出口，却没有默认出口，条件都不成立时案件会停住。"
        for flow in leaving:
            if flow.id != default and not flow.condition:
                yield f"{gateway}的出口 {flow.id}“{flow.name}”没有条件。"


def conditions_only_after_a_question(diagram: Diagram) -> Iterator[str]:
    """Elsewhere, and on the only or the default way out, the engine would silently ignore the condition."""
    for flow in diagram.flows:
        source = diagram.nodes.get(flow.source)
        if flow.condition is not None and source is not None and _ignores(diagram, source, flow.id):
            yield f"流向 {flow.id}“{flow.name}”的条件不起作用：它不是网关的有条件出口。"


def only_gateways_branch(diagram: Diagram) -> Iterator[str]:
    """Branching is drawn with a gateway."""
    for node in diagram.nodes.values():
        if node.tag not in GATEWAYS and len(diagram.outgoing(node.id)) > 1:
            yield f"{node}不是网关，却有几个出口。"


def joins_do_not_also_split(diagram: Diagram) -> Iterator[str]:
    """A gateway brings branches together or parts them, not both."""
    for gateway in diagram.of(*TOGETHER):
        if len(diagram.incoming(gateway.id)) > 1 and len(diagram.outgoing(gateway.id)) > 1:
            yield f"{gateway}既汇合又分开，请画成两个网关。"


def every_node_leads_on(diagram: Diagram) -> Iterator[str]:
    """Only an end event ends; the engine would take any other last node for an end without a word."""
    for node in diagram.nodes.values():
        if node.tag != "endEvent" and not diagram.outgoing(node.id):
            yield f"{node}没有出口，流程会在这里不声不响地结束。"


def every_node_is_reached(diagram: Diagram) -> Iterator[str]:
    """The engine leaves out what no flow leads to, without a word."""
    for node in diagram.nodes.values():
        if node.tag not in ("startEvent", "boundaryEvent") and not diagram.incoming(node.id):
            yield f"没有流向通到{node}，它永远不会办理。"


def one_start(diagram: Diagram) -> Iterator[str]:
    """A procedure, and each part drawn inside it, has one start."""
    scopes = Counter(node.element.getparent() for node in diagram.of("startEvent"))
    wanted = [diagram.process, *(part.element for part in diagram.of("subProcess"))]
    for scope in wanted:
        if scopes[scope] != 1:
            yield f"{scope.get('id')}“{scope.get('name') or ''}”要有且只有一个开始。"


def _ignores(diagram: Diagram, source: Node, flow_id: str) -> bool:
    decides = source.tag in DECIDING and len(diagram.outgoing(source.id)) > 1
    return not decides or source.element.get("default") == flow_id


RULES = (
    flows_lead_from_node_to_node,
    one_flow_between_two_nodes,
    deciding_gateways_always_decide,
    conditions_only_after_a_question,
    only_gateways_branch,
    joins_do_not_also_split,
    every_node_leads_on,
    every_node_is_reached,
    one_start,
)
