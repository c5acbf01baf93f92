"""Rules about what may stand in a diagram at all."""

from collections.abc import Iterator

from lxml import etree

from workflows.engine.diagram import BPMN, EXTENSION, NODES, Diagram

ALLOWED = NODES | {
    "process",
    "documentation",
    "extensionElements",
    "laneSet",
    "lane",
    "flowNodeRef",
    "incoming",
    "outgoing",
    "sequenceFlow",
    "conditionExpression",
    "terminateEventDefinition",
    "messageEventDefinition",
    "timerEventDefinition",
    "timeDate",
    "timeDuration",
    "timeCycle",
    "multiInstanceLoopCharacteristics",
    "loopDataInputRef",
    "loopDataOutputRef",
    "inputDataItem",
    "outputDataItem",
    "completionCondition",
    "textAnnotation",
    "text",
    "association",
    "group",
}

REASONS = {
    "scriptTask": "流程图不得带脚本，请改用步骤（serviceTask）",
    "script": "流程图不得带脚本",
    "linkEventDefinition": "引擎会不声不响地丢掉连接事件之后的部分",
    "compensateEventDefinition": "引擎不执行补偿",
    "complexGateway": "引擎不支持复杂网关",
    "adHocSubProcess": "引擎不能可靠执行临时子流程",
    "transaction": "本系统不使用事务子流程",
    "standardLoopCharacteristics": "循环要用网关画出来",
    "loopCardinality": "多实例要有名单，不能只给次数",
}

EXTENSIONS = {
    "properties",
    "property",
    "serviceTaskOperator",
    "parameters",
    "parameter",
    "calledDecisionId",
}


def only_known_elements(diagram: Diagram) -> Iterator[str]:
    """Every element is one that the engine carries out as it is drawn."""
    for element in diagram.process.iter(f"{BPMN}*"):
        tag = etree.QName(element).localname
        if tag not in ALLOWED:
            yield f"{place(element)}不能使用 {tag}：{REASONS.get(tag, '本系统的流程图不使用这种元素')}。"


def no_event_subprocess(diagram: Diagram) -> Iterator[str]:
    """Event subprocesses change the diagram that all cases share."""
    for node in diagram.of("subProcess"):
        if node.element.get("triggeredByEvent") == "true":
            yield f"{node}是事件子流程，会改动所有案件共用的流程图，不能使用。"


def no_compensation(diagram: Diagram) -> Iterator[str]:
    """The engine silently leaves compensation out."""
    for node in diagram.nodes.values():
        if node.element.get("isForCompensation") == "true":
            yield f"{node}是补偿环节，引擎不执行补偿。"


def no_scripts(diagram: Diagram) -> Iterator[str]:
    """Of the engine's own extensions only those that carry names are allowed, no scripts before or after."""
    for element in diagram.process.iter(f"{EXTENSION}*"):
        tag = etree.QName(element).localname
        if tag not in EXTENSIONS:
            yield f"{place(element)}带有 {tag}：流程图不得带脚本和其他扩展。"


def instances_only_of_user_tasks(diagram: Diagram) -> Iterator[str]:
    """Several people may be asked at once; steps and decisions are taken once."""
    for element in diagram.process.iter(f"{BPMN}multiInstanceLoopCharacteristics"):
        if etree.QName(element.getparent()).localname != "userTask":
            yield f"{place(element)}：只有人工环节可以有多个实例。"


def place(element: etree._Element) -> str:
    """Return id and name of the nearest element that has an id."""
    while element.get("id") is None and element.getparent() is not None:
        element = element.getparent()
    return f"{element.get('id')}“{element.get('name') or ''}”"


RULES = (
    only_known_elements,
    no_event_subprocess,
    no_compensation,
    no_scripts,
    instances_only_of_user_tasks,
)
