"""The map of the house names every room, in the order in which the rooms may know each other."""

import re
import tomllib
from pathlib import Path

HOUSE = Path(__file__).parents[2]
MAP = (HOUSE / "docs" / "architecture.md").read_text("utf-8")


def rooms() -> set[str]:
    found = (HOUSE / "workflows").iterdir()
    return {one.stem for one in found if one.suffix == ".py" or (one / "__init__.py").exists()} - {"__init__"}


def test_every_room_has_a_row():
    assert set(re.findall(r"^\| `(\w+)` \|", MAP, re.M)) == rooms()


def test_the_picture_has_the_floors_of_the_contract():
    contracts = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    floors = next(one["layers"] for one in contracts if one["name"] == "inside workflows")
    picture = MAP[MAP.index("│ workflows/") : MAP.index("│ forms/")]
    drawn = [name for name in re.findall(r"(?:\s{3,}|· |► +)(\w+)", picture) if name in rooms()]
    places = [min(drawn.index(room) for room in re.findall(r"\w+", floor)) for floor in floors]
    assert set(drawn) == rooms() and places == sorted(places)
