"""Rules about loops: the places where an engine runs forever, or joins what does not belong together."""

from collections.abc import Collection, Iterator, Mapping

from workflows.engine.diagram import BPMN, GATEWAYS, Diagram, Node

Graph = Mapping[str, Collection[str]]

WAITING = ("userTask", "boundaryEvent", "intermediateCatchEvent", "eventBasedGateway", "callActivity")
JOINING = ("parallelGateway", "inclusiveGateway")


def loops_wait_somewhere(diagram: Diagram) -> Iterator[str]:
    """A loop in which nothing waits for a person, a clock or a message never comes to rest."""
    graph = _without(diagram, {node.id for node in diagram.nodes.values() if _waits(node)})
    endless = [str(diagram.nodes[name]) for name in graph if name in _after(graph, name)]
    if endless:
        yield f"{'、'.join(endless)}构成循环，其中没有等待，案件会走不停。"


def joins_in_loops_wait_for_a_person(diagram: Diagram) -> Iterator[str]:
    """A join that is entered round after round within one step would mix the rounds."""
    graph = _without(diagram, {node.id for node in diagram.of("userTask")})
    for join in _joins(diagram):
        if join.id in _after(graph, join.id):
            yield f"汇合网关{join}在一个没有人工环节的循环里。"


def loops_do_not_return_into_a_join(diagram: Diagram) -> Iterator[str]:
    """A single token that comes back into a join, past the split, waits for companions that never come."""
    splits = {node.id for node in diagram.of(*JOINING) if len(diagram.outgoing(node.id)) > 1}
    graph = _without(diagram, splits)
    for join in _joins(diagram):
        if join.id in _after(graph, join.id):
            yield f"循环直接回到汇合网关{join}，没有再经过分开的网关，案件会停在那里。"


def loops_return_through_a_gateway(diagram: Diagram) -> Iterator[str]:
    """A loop straight into a task meets the engine's recursion; an exclusive gateway before it does not."""
    graph = _without(diagram, set())
    for node in diagram.nodes.values():
        entering = [flow.source for flow in diagram.incoming(node.id)]
        if node.tag not in GATEWAYS and len(entering) > 1 and _after(graph, node.id) & {*entering}:
            yield f"循环直接回到{node}，请在它前面画一个网关。"


def instances_do_not_loop(diagram: Diagram) -> Iterator[str]:
    """The second round of a task with several instances would find the answers of the first."""
    graph = _without(diagram, set())
    for node in diagram.of("userTask"):
        collects = next(node.element.iter(f"{BPMN}loopDataOutputRef"), None) is not None
        if collects and node.id in _after(graph, node.id):
            yield f"{node}有多个实例又在循环里，第二轮会遇到第一轮的结果。"


def _joins(diagram: Diagram) -> list[Node]:
    return [node for node in diagram.of(*JOINING) if len(diagram.incoming(node.id)) > 1]


def _waits(node: Node) -> bool:
    inside = node.element.iter(f"{BPMN}userTask", f"{BPMN}intermediateCatchEvent")
    return node.tag in WAITING or next(inside, None) is not None


def _without(diagram: Diagram, left_out: Collection[str]) -> Graph:
    graph: dict[str, set[str]] = {name: set() for name in diagram.nodes if name not in left_out}
    steps = [(flow.source, flow.target) for flow in diagram.flows]
    steps += [(str(node.element.get("attachedToRef")), node.id) for node in diagram.of("boundaryEvent")]
    for source, target in steps:
        if source in graph and target in graph:
            graph[source].add(target)
    return graph


def _after(graph: Graph, start: str) -> set[str]:
    found: set[str] = set()
    ahead = list(graph.get(start, ()))
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead.extend(graph[name])
    return found


RULES = (
    loops_wait_somewhere,
    joins_in_loops_wait_for_a_person,
    loops_do_not_return_into_a_join,
    loops_return_through_a_gateway,
    instances_do_not_loop,
)
