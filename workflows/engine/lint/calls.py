"""Rules about expressions and about what steps and decisions name."""

from collections.abc import Iterator

from workflows.engine.condition import compiled
from workflows.engine.diagram import BPMN, EXTENSION, Diagram
from workflows.errors import DiagramRefused


def conditions_stay_in_the_grammar(diagram: Diagram) -> Iterator[str]:
    """Conditions are names, literals, comparisons, in, and, or, not."""
    for flow in diagram.flows:
        if flow.condition is not None:
            yield from _outside(f"流向 {flow.id}“{flow.name}”的条件", flow.condition)
    for element in diagram.process.iter(f"{BPMN}completionCondition"):
        owner = element.getparent().getparent()
        yield from _outside(f"{owner.get('id')} 的完成条件", element.text or "")


def steps_name_an_operation(diagram: Diagram) -> Iterator[str]:
    """A service task names its operation; parameters are names or literals."""
    for node in diagram.of("serviceTask"):
        operators = list(node.element.iter(f"{EXTENSION}serviceTaskOperator"))
        if len(operators) != 1 or not operators[0].get("id"):
            yield f"{node}没有指明一个步骤。"
        for given in node.element.iter(f"{EXTENSION}parameter"):
            yield from _not_simple(f"{node}的参数 {given.get('id')}", given.get("value") or "")


def decisions_name_a_table(diagram: Diagram) -> Iterator[str]:
    """A business rule task names its table."""
    for node in diagram.of("businessRuleTask"):
        if not any((named.text or "").strip() for named in node.element.iter(f"{EXTENSION}calledDecisionId")):
            yield f"{node}没有指明裁量表。"


def calls_name_a_procedure(diagram: Diagram) -> Iterator[str]:
    """A call activity names the procedure it calls."""
    for node in diagram.of("callActivity"):
        if not node.element.get("calledElement"):
            yield f"{node}没有指明调用哪个流程。"


def _outside(where: str, text: str) -> Iterator[str]:
    try:
        compiled(text)
    except DiagramRefused as fault:
        yield f"{where}：{fault.detail}"


def _not_simple(where: str, text: str) -> Iterator[str]:
    try:
        if not compiled(text).simple:
            yield f"{where}“{text}”只能是一个名称或常量。"
    except DiagramRefused as fault:
        yield f"{where}：{fault.detail}"


RULES = (
    conditions_stay_in_the_grammar,
    steps_name_an_operation,
    decisions_name_a_table,
    calls_name_a_procedure,
)
