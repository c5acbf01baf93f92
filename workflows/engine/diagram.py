"""A BPMN file read safely, and looked at as nodes and sequence flows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from workflows.errors import DiagramRefused

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DRAWN = "{http://www.omg.org/spec/BPMN/20100524/DI}"
EXTENSION = "{http://spiffworkflow.org/bpmn/schema/1.0/core}"
LARGEST_FILE = 4_000_000

GATEWAYS = frozenset({"exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway"})
NODES = GATEWAYS | {
    "startEvent",
    "endEvent",
    "userTask",
    "serviceTask",
    "businessRuleTask",
    "callActivity",
    "subProcess",
    "boundaryEvent",
    "intermediateCatchEvent",
}


@dataclass(frozen=True)
class Node:
    """An event, activity or gateway of the diagram."""

    id: str
    tag: str
    name: str
    element: etree._Element

    def __str__(self) -> str:
        return f"{self.id}“{self.name}”"


@dataclass(frozen=True)
class Flow:
    """A sequence flow: the arrow from one node to the next."""

    id: str
    source: str
    target: str
    name: str
    condition: str | None


@dataclass(frozen=True)
class Diagram:
    """One procedure's BPMN file; its key is to be the id of its process."""

    key: str
    id: str
    title: str
    called: frozenset[str]
    """The keys of the procedures that this one calls."""
    canonical: str = field(repr=False)
    """The file in canonical form: the same diagram gives the same text."""

    @cached_property
    def root(self) -> etree._Element:
        """The file as a tree, made when first asked for: of most diagrams a process needs only what stands above."""
        return tree_of(self.key, self.canonical.encode())

    @cached_property
    def process(self) -> etree._Element:
        """The process element."""
        return _process_in(self.key, self.root)

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Every node that the engine knows, by id."""
        return {node.id: node for node in self._nodes()}

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        """Every sequence flow, in the order of the file."""
        return tuple(_flow(element) for element in self.process.iter(f"{BPMN}sequenceFlow"))

    @property
    def callers(self) -> dict[str, list[str]]:
        """The ids of the call activities, by the key of the procedure that they call."""
        found: dict[str, list[str]] = {}
        for call in self.process.iter(f"{BPMN}callActivity"):
            found.setdefault(str(call.get("calledElement")), []).append(str(call.get("id")))
        return found

    def outgoing(self, node_id: str) -> list[Flow]:
        """The sequence flows that leave a node."""
        return [flow for flow in self.flows if flow.source == node_id]

    def incoming(self, node_id: str) -> list[Flow]:
        """The sequence flows that enter a node."""
        return [flow for flow in self.flows if flow.target == node_id]

    def of(self, *tags: str) -> list[Node]:
        """The nodes of these kinds."""
        return [node for node in self.nodes.values() if node.tag in tags]

    def _nodes(self) -> Iterator[Node]:
        for element in self.process.iter(f"{BPMN}*"):
            tag = etree.QName(element).localname
            if tag in NODES:
                yield Node(str(element.get("id")), tag, element.get("name") or "", element)


def read_diagram(key: str, content: bytes) -> Diagram:
    """Return the diagram of a file.

    Raises DiagramRefused when the file is no plain, self-contained XML, or holds other than one process.
    """
    root = tree_of(key, content)
    process = _process_in(key, root)
    calls = frozenset(str(call.get("calledElement")) for call in process.iter(f"{BPMN}callActivity"))
    canonical: bytes = etree.tostring(root, method="c14n", with_comments=False)
    return Diagram(key, str(process.get("id")), str(process.get("name") or key), calls, canonical.decode())


def _process_in(key: str, root: etree._Element) -> etree._Element:
    found = root.findall(f"{BPMN}process")
    if len(found) != 1:
        raise DiagramRefused(f"{key}：一个文件里要有且只有一个流程。")
    return found[0]


def tree_of(key: str, content: bytes) -> etree._Element:
    """Return a file as a tree. Raises DiagramRefused when it is no plain, self-contained XML."""
    if len(content) > LARGEST_FILE:
        raise DiagramRefused(f"{key}：文件过大。")
    # One hardened parser for every diagram: nothing outside the file is read, nothing in it unfolds.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        raise DiagramRefused(f"{key}：文件不是合格的 XML（{fault}）。") from fault
    if root.getroottree().docinfo.doctype:
        raise DiagramRefused(f"{key}：文件不得带有 DOCTYPE 声明。")
    return root


def _flow(element: etree._Element) -> Flow:
    condition = element.find(f"{BPMN}conditionExpression")
    return Flow(
        str(element.get("id")),
        str(element.get("sourceRef")),
        str(element.get("targetRef")),
        element.get("name") or "",
        None if condition is None else (condition.text or "").strip(),
    )
