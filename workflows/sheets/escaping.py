"""Cells that a spreadsheet would run as a formula: made harmless on the way out, restored on the way in."""

import re

# Spreadsheets pass over blanks of every kind, and over signs that nobody sees, before what they run.
_BLANK = (
    r"[\s\x00-\x20\x7f-\xa0\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202f"
    r"\u205f-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
_FORMULA = rf"(?:{_BLANK}*[=+\-@＝＋－＠]|[\t\r\n])"
_RISKY = re.compile(rf"'*{_FORMULA}")
_QUOTED = re.compile(rf"''*{_FORMULA}")


def quoted(cell: str) -> str:
    """Return the cell with an apostrophe in front when a spreadsheet might take it for a formula."""
    return f"'{cell}" if _RISKY.match(cell) else cell


def unquoted(cell: str) -> str:
    """Return the cell without the apostrophe that `quoted` put in front of it."""
    return cell[1:] if _QUOTED.match(cell) else cell
