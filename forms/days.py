"""How a day that a form knows is written in what it says to a person."""

from datetime import date


def written(day: str) -> str:
    """Return the ISO text of a day as 2026年11月23日; raises ValueError for anything else."""
    known = date.fromisoformat(day)
    return f"{known.year}年{known.month}月{known.day}日"
