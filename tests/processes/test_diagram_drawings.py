"""Every diagram can be read: nothing crosses, nothing overlaps, everything is drawn and named."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.processes.drawing import Drawing, Line, read_drawing
from tests.processes.drawing_faults import crossings, drawing_faults, loose_ends, missing

PROCESSES = Path(__file__).parents[2] / "workflows" / "processes"
DIAGRAMS = sorted(PROCESSES.glob("*/process.bpmn"))
REPAIR = (PROCESSES / "credit_repair" / "process.bpmn").read_text(encoding="utf-8")


def drawn_with(old: str, new: str) -> Drawing:
    """Credit repair with one fault planted in its file."""
    assert REPAIR.count(old) == 1, f"{old} does not name one place"
    return read_drawing(REPAIR.replace(old, new).encode())


def place_of(key: str) -> tuple[str, str]:
    """The line that opens the shape of a node, and the line with its bounds."""
    lines = REPAIR.splitlines()
    opening = next(n for n, line in enumerate(lines) if f'bpmnElement="{key}"' in line)
    return lines[opening], lines[opening + 1]


def moved_onto(key: str, other: str) -> Drawing:
    """Credit repair with one node drawn on top of another."""
    here, there = "\n".join(place_of(key)), place_of(other)[1]
    return drawn_with(here, f"{place_of(key)[0]}\n{there}")


def test_there_are_diagrams_to_look_at() -> None:
    assert {path.parent.name for path in DIAGRAMS} >= {"credit_repair", "repair_notice", "service"}


@pytest.mark.parametrize("path", DIAGRAMS, ids=lambda path: path.parent.name)
def test_the_diagram_can_be_read(path: Path) -> None:
    assert drawing_faults(read_drawing(path)) == []


def test_a_flow_that_crosses_another_is_found() -> None:
    drawing = read_drawing(REPAIR.encode())
    drawing.lines["planted"] = Line("is_complete", "verify", ((1000, 400), (1000, 700)))
    assert "was_asked__before_screen_acceptance meets planted" in crossings(drawing)


def test_flows_that_join_and_part_again_are_found() -> None:
    drawing = read_drawing(REPAIR.encode())
    line = drawing.lines["extension_reviewed__before_verify"]
    (right, high), (trunk, _), end = line.points
    beyond = ((right, high), (trunk - 30, high), (trunk - 30, high - 30), (trunk, high - 30), end)
    drawing.lines["extension_reviewed__before_verify"] = replace(line, points=beyond)
    assert any(fault.startswith("extension_reviewed__before_verify meets") for fault in crossings(drawing))


def test_a_slanted_flow_is_found() -> None:
    drawing = read_drawing(REPAIR.encode())
    line = drawing.lines["start__find_competence_step"]
    drawing.lines["planted"] = replace(line, points=(line.points[0], (160, 300), line.points[-1]))
    assert "planted is slanted" in loose_ends(drawing)


def test_a_node_on_top_of_another_is_found() -> None:
    assert "formal_check overlaps verify" in drawing_faults(moved_onto("verify", "formal_check"))


def test_a_timer_beside_its_task_is_found() -> None:
    faults = drawing_faults(moved_onto("verify_overdue", "withdrawn"))
    assert "verify_overdue is not on its host's border" in faults


def test_a_node_in_the_wrong_lane_is_found() -> None:
    assert "transfer is outside its lane" in drawing_faults(moved_onto("transfer", "watch"))


def test_a_flow_that_ends_beside_its_shape_is_found() -> None:
    faults = drawing_faults(moved_onto("transferred", "refused"))
    assert "conclude_transferred__transferred does not end on a border" in faults


def test_a_node_that_is_not_drawn_is_found() -> None:
    drawing = drawn_with('bpmnElement="transferred"', 'bpmnElement="nothing"')
    assert missing(drawing) == ["transferred is not drawn"]


def test_a_label_on_another_label_is_found() -> None:
    drawing = read_drawing(REPAIR.encode())
    drawing.labels["is_competent"] = drawing.labels["is_complete"]
    assert "label of is_competent is on that of is_complete" in drawing_faults(drawing)


def test_a_name_too_long_for_its_task_is_found() -> None:
    planted = drawn_with('name="移送有权机关"', 'name="移送有权处理本案的机关"')
    assert drawing_faults(planted) == ["transfer is too narrow for its name"]
