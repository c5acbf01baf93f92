"""What makes a diagram hard to read: each function returns a sentence for every place that it finds."""

from itertools import combinations, pairwise

from tests.processes.drawing import Box, Drawing, Line

# bpmn-js writes names inside tasks 12 pixels wide a character and leaves 7 pixels at either side.
CHARACTER = 12
MARGIN = 7
TASK_HEIGHT = 70
LABEL_CHARACTER = 11
LONGEST_LABEL = 12


def missing(drawing: Drawing) -> list[str]:
    """What the model has and the picture does not."""
    return [f"{key} is not drawn" for key in drawing.missing]


def crossings(drawing: Drawing) -> list[str]:
    """Flows that cross, touch or run on top of each other, except where they join before their gateway."""
    pairs = combinations(drawing.lines.items(), 2)
    return [f"{a} meets {b}" for (a, one), (b, other) in pairs if _share_a_point(one, other)]


def overlaps(drawing: Drawing) -> list[str]:
    """Nodes on top of each other; a boundary event may only sit on its host's border."""
    pairs = combinations(drawing.nodes.items(), 2)
    hosts = drawing.host_of
    found = [
        f"{a} overlaps {b}"
        for (a, one), (b, other) in pairs
        if one.meets(other) and hosts.get(a) != b and hosts.get(b) != a
    ]
    loose = [e for e, host in hosts.items() if not drawing.nodes[host].on_border(drawing.nodes[e].centre)]
    return found + [f"{event} is not on its host's border" for event in loose]


def lane_faults(drawing: Drawing) -> list[str]:
    """Nodes outside their lane and lanes that overlap."""
    outside = [
        f"{key} is outside its lane"
        for key, box in drawing.nodes.items()
        if not drawing.lanes[drawing.lane_of[key]].holds(box)
    ]
    pairs = combinations(drawing.lanes.items(), 2)
    return outside + [f"{a} overlaps {b}" for (a, one), (b, other) in pairs if one.meets(other)]


def loose_ends(drawing: Drawing) -> list[str]:
    """Flows that do not run at right angles from the border of one shape to that of the next."""
    found = []
    for key, line in drawing.lines.items():
        ends = ((line.source, line.points[0]), (line.target, line.points[-1]))
        if not all(drawing.nodes[node].on_border(point) for node, point in ends):
            found.append(f"{key} does not end on a border")
        if not all(x1 == x2 or y1 == y2 for (x1, y1), (x2, y2) in pairwise(line.points)):
            found.append(f"{key} is slanted")
    return found


def flows_through_nodes(drawing: Drawing) -> list[str]:
    """Flows that run through a shape, be it their own or another one."""
    return [
        f"{key} runs through {node}"
        for key, line in drawing.lines.items()
        for node, box in drawing.nodes.items()
        if any(box.meets(piece) for piece in line.pieces) and drawing.host_of.get(line.source) != node
    ]


def label_faults(drawing: Drawing) -> list[str]:
    """Labels that are too long, or that lie on a shape, on a flow or on another label."""
    found = [f"{key} has too long a label" for key in drawing.labels if _too_long(drawing.names[key])]
    for key, label in drawing.labels.items():
        found += [f"label of {key} is on {node}" for node, box in drawing.nodes.items() if box.meets(label)]
        found += [
            f"label of {key} is on {flow}" for flow, line in drawing.lines.items() if _under(label, line)
        ]
    pairs = combinations(drawing.labels.items(), 2)
    found += [f"label of {a} is on that of {b}" for (a, one), (b, other) in pairs if one.meets(other)]
    return found


def cramped_names(drawing: Drawing) -> list[str]:
    """Names that do not fit their task on one line, and labels wider than the room kept for them."""
    tasks = {key: box for key, box in drawing.nodes.items() if box.bottom - box.top == TASK_HEIGHT}
    tight = [
        f"{key} is too narrow for its name"
        for key, box in tasks.items()
        if len(drawing.names[key]) * CHARACTER > box.right - box.left - 2 * MARGIN
    ]
    unlabelled = [key for key in (*drawing.nodes, *drawing.lines) if _needs_label(drawing, key, tasks)]
    return tight + [f"{key} has no label" for key in unlabelled]


ALL = (
    missing,
    crossings,
    overlaps,
    lane_faults,
    loose_ends,
    flows_through_nodes,
    label_faults,
    cramped_names,
)


def drawing_faults(drawing: Drawing) -> list[str]:
    """Everything that makes this diagram hard to read."""
    return [sentence for find in ALL for sentence in find(drawing)]


def _needs_label(drawing: Drawing, key: str, tasks: dict[str, Box]) -> bool:
    return bool(drawing.names[key]) and key not in tasks and key not in drawing.labels


def _too_long(name: str) -> bool:
    return len(name) > LONGEST_LABEL


def _share_a_point(one: Line, other: Line) -> bool:
    if one.target == other.target and one.points[-1] == other.points[-1]:
        return _meet_before_their_end(one.pieces, other.pieces)
    return _any_touch(one.pieces, other.pieces)


def _meet_before_their_end(one: list[Box], other: list[Box]) -> bool:
    # Flows into the same gateway may join: each turns onto the last straight piece and stays on it.
    early = _any_touch(one[:-1], other[:-1])
    return early or _any_touch(one[:-2], other[-1:]) or _any_touch(one[-1:], other[:-2])


def _any_touch(one: list[Box], other: list[Box]) -> bool:
    return any(_touch(a, b) for a in one for b in other)


def _touch(one: Box, other: Box) -> bool:
    across = one.left <= other.right and other.left <= one.right
    return across and one.top <= other.bottom and other.top <= one.bottom


def _under(label: Box, line: Line) -> bool:
    return any(label.meets(piece) for piece in line.pieces)
