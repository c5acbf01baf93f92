"""A refused row as it is kept: exactly as it came, except that people's numbers are sealed."""

import base64
from collections.abc import Mapping

from workflows.importing.header import Header
from workflows.importing.reading import Line
from workflows.parties.identity import IDENTITY
from workflows.sealing import seal, unseal
from workflows.sheets.marks import unmarked

Kept = str | dict[str, str]
FAULTS_TITLE = "错误说明"
SEALED = "sealed"
_UNNAMED = "（第"


def kept_row(header: Header, line: Line) -> dict[str, Kept]:
    """Return the row by the titles of its file, in their order; a cell without a title by its place."""
    titles = _titles(header, len(line.cells))
    columns = header.layout.columns.values()
    known = {place for one in columns if one.secret for place in header.places.get(one.code, ())}
    secret = known | header.left_out  # nobody knows what stands in a column that is not imported
    cells = [*map(unmarked, line.cells), *[""] * (len(titles) - len(line.cells))]
    row: dict[str, Kept] = {}
    for place, (title, cell) in enumerate(zip(titles, cells, strict=True)):
        row[title] = _sealed(cell) if place in secret and cell else cell
    row.pop(FAULTS_TITLE, None)
    return row


def restored_row(row: Mapping[str, Kept]) -> dict[str, str]:
    """Return a kept row with the sealed cells readable again, for whoever sent it."""
    return {title: cell if isinstance(cell, str) else _readable(cell) for title, cell in row.items()}


def shown_title(title: str) -> str:
    """Return the title as the file has it, which for a cell by its place is none."""
    return "" if title.startswith(_UNNAMED) else title


def _titles(header: Header, width: int) -> list[str]:
    titles = [*header.titles, *[""] * (width - len(header.titles))]
    return [
        f"{_UNNAMED}{place}列）" if not title.strip() or title in titles[: place - 1] else title
        for place, title in enumerate(titles, start=1)
    ]


def _sealed(cell: str) -> dict[str, str]:
    return {SEALED: base64.b64encode(seal(cell.encode(), IDENTITY)).decode()}


def _readable(cell: Mapping[str, str]) -> str:
    return unseal(base64.b64decode(cell[SEALED]), IDENTITY).decode()
