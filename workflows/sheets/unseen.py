"""Rows and columns that a sheet hides although they say something: people check what they see, not what is sent."""

from collections.abc import Set
from dataclasses import dataclass, field

TRUE = frozenset({"1", "true", "on"})
NAMED = 10
"""How many rows or columns are named one by one."""


@dataclass
class Unseen:
    """The hidden rows by number and the hidden columns by place, in which something stands."""

    rows: list[int] = field(default_factory=list)
    columns: set[int] = field(default_factory=set)

    def note(self, row: int, columns: Set[int]) -> None:
        """Note a row (0 when it is seen) and the hidden columns in which it says something."""
        if row:
            self.rows.append(row)
        if columns:
            self.columns |= columns

    def sentences(self) -> list[str]:
        """Return what whoever sent the file should know of it."""
        told = {
            "行": [str(row) for row in self.rows],
            "列": [letters(column) for column in sorted(self.columns)],
        }
        return [
            f"工作表中隐藏的第 {_some(names)} {kind}（共 {len(names)} {kind}）也一并导入，请核对是否应当报送。"
            for kind, names in told.items()
            if names
        ]


def _some(names: list[str]) -> str:
    return "、".join(names[:NAMED]) + ("等" if len(names) > NAMED else "")


def unseen(attributes: dict[str, str], size: str) -> bool:
    """Tell whether a row or column is hidden, be it by making it nothing wide."""
    return attributes.get("hidden") in TRUE or attributes.get(size) in {"0", "0.0"}


def span(attributes: dict[str, str], most: int) -> set[int]:
    """Return the places, from 0, of the columns that one declaration speaks of, up to the most that are read."""
    first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
    return set(range(max(first, 1) - 1, min(last, most)))


def letters(column: int) -> str:
    """Return a column's letters by its place from 0."""
    name, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        name = chr(65 + rest) + name
    return name
