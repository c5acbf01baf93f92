"""Says what is wrong with a diagram and where, before any case runs on it."""

from workflows.engine.diagram import Diagram
from workflows.engine.lint import calls, drawing, elements, events, gateways, loops, words

RULES = (
    *elements.RULES,
    *events.RULES,
    *words.RULES,
    *calls.RULES,
    *gateways.RULES,
    *loops.RULES,
    *drawing.RULES,
)


def faults_in(diagram: Diagram) -> list[str]:
    """Return one Chinese sentence for each fault of the diagram, naming the element by id and name."""
    return [f"{diagram.key}：{sentence}" for rule in RULES for sentence in rule(diagram)]
