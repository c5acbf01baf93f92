"""Cells that a spreadsheet would run as a formula: made harmless on the way out, restored on the way in."""

import re

_RISKY = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
_QUOTED = re.compile(r"''*[=+\-@＝＋－＠\t\r\n]")


def quoted(cell: str) -> str:
    """Return the cell with an apostrophe in front when a spreadsheet might take it for a formula."""
    return f"'{cell}" if _RISKY.match(cell) else cell


def unquoted(cell: str) -> str:
    """Return the cell without the apostrophe that `quoted` put in front of it."""
    return cell[1:] if _QUOTED.match(cell) else cell
