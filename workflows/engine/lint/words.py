"""Rules about what a reader sees: names of tasks, people, questions and answers."""

from collections.abc import Iterator

from workflows.engine.diagram import BPMN, Diagram

NAMED = ("userTask", "serviceTask", "businessRuleTask", "callActivity", "subProcess")


def activities_have_names(diagram: Diagram) -> Iterator[str]:
    """Whatever is done has a name."""
    for node in diagram.of(*NAMED):
        if not node.name.strip():
            yield f"{node}没有名称。"


def user_tasks_stand_in_a_lane(diagram: Diagram) -> Iterator[str]:
    """The lane says who does it."""
    lanes = diagram.process.iter(f"{BPMN}flowNodeRef")
    placed = {(reference.text or "").strip() for reference in lanes}
    for node in diagram.of("userTask"):
        if node.id not in placed:
            yield f"{node}不在任何泳道里，不知道由谁办理。"


def lanes_have_names(diagram: Diagram) -> Iterator[str]:
    """A lane without a name is nobody's."""
    for lane in diagram.process.iter(f"{BPMN}lane"):
        if not (lane.get("name") or "").strip():
            yield f"泳道 {lane.get('id')} 没有名称。"


def gateways_ask_questions(diagram: Diagram) -> Iterator[str]:
    """A gateway that decides asks a question, and each way out is an answer."""
    for gateway in diagram.of("exclusiveGateway", "inclusiveGateway"):
        leaving = diagram.outgoing(gateway.id)
        if len(leaving) < 2:
            continue
        if gateway.tag == "exclusiveGateway" and not gateway.name.endswith("？"):
            yield f"{gateway}要判断，名称应当是一个以“？”结尾的问题。"
        for flow in leaving:
            if not flow.name.strip():
                yield f"{gateway}的出口 {flow.id} 没有名称，看不出是对问题的哪种回答。"


RULES = (activities_have_names, user_tasks_stand_in_a_lane, lanes_have_names, gateways_ask_questions)
