"""What a cell is besides its text: not calculated, part of a merged region, a number of the other calendar.

A mark is a sign that no text may hold (Unicode reserves it for such use), before the text; whoever reads a file
takes such signs out of texts first.
"""

import re

UNCALCULATED = "\ufdd0"
"""A formula whose result was never saved."""
MERGED = "\ufdd1"
"""A cell below the first of a merged region; the text is that of the region."""
SINCE_1904 = "\ufdd2"
"""A number of a workbook whose days are counted from 1904."""
_ANY = re.compile("[\ufdd0-\ufdef]")


def unmarked(cell: str) -> str:
    """Return a cell's text without its mark."""
    return cell[1:] if cell and _ANY.match(cell) else cell


def cleaned(text: str) -> str:
    """Return a text in which nothing can be taken for a mark."""
    return _ANY.sub("\ufffd", text)
