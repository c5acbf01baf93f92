"""The rows of one sheet, as a stream: only cells with content are ever held, within the limits of a file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import IO

from workflows.errors import UnreadableFile
from workflows.sheets.limits import Limits
from workflows.sheets.marks import MERGED, SINCE_1904, UNCALCULATED, cleaned
from workflows.sheets.numbers import day_text, figures
from workflows.sheets.texts import too_long, unescaped
from workflows.sheets.unseen import Unseen, span, unseen
from workflows.sheets.xml import Handler, parsed

LAST_ROW = 1_048_576  # the most rows that a sheet of this format has
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):[A-Z]+(\d+)"')
_OVERLAP = 256
Region = tuple[int, int, int]
"""A merged region: its column, its first row and its last."""
Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Book:
    """What the cells of every sheet refer to."""

    texts: list[str]
    days: frozenset[int]
    since_1904: bool
    unseen: Unseen = field(default_factory=Unseen)
    """What the sheet that is read hides of what it says."""


@cache
def column_of(letters: str) -> int:
    """Return the number of a column, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


class Sheet(Handler):
    """Gathers rows as their elements pass; `rows` is taken and emptied by whoever reads."""

    def __init__(self, book: Book, limits: Limits) -> None:
        self.rows: list[tuple[int, dict[int, str]]] = []
        self._book, self._limits = book, limits
        self._row, self._column = 0, -1
        self._columns = set[int]()
        self._cells: dict[int, str] = {}
        self._attributes: dict[str, str] = {}
        self._kind, self._style = "n", 0
        self._pieces: list[str] = []
        self._length = 0
        self._inside = self._reading = self._formula = self._hidden = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of a row, a cell, a value, a formula."""
        match name:
            case "c":
                self._begin_cell(attributes)
            case "row" | "col":
                self._begin_line(name, attributes)
            case "v" | "t":
                self._inside = not self._reading
            case "f":
                self._formula = True
            case "rPh":
                self._reading = True

    def end(self, name: str) -> None:
        """Keep a cell or a row that is complete."""
        match name:
            case "c":
                self._end_cell()
            case "row":
                self._end_row()
            case "v" | "t":
                self._inside = False
            case "rPh":
                self._reading = False

    def text(self, text: str) -> None:
        """Take a piece of a value, unless it becomes longer than a cell can be."""
        if self._inside:
            self._length += len(text)
            if self._length > self._limits.cell:
                raise too_long(self._limits)
            self._pieces.append(text)

    def _begin_line(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._begin_row(attributes)
        elif unseen(attributes, "width"):
            self._columns |= span(attributes, self._limits.columns)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        row = int(number) if number.isdecimal() else self._row + 1
        if row > LAST_ROW or row <= self._row:
            raise UnreadableFile("工作表的行号超出了 Excel 的范围，请用 Excel 重新保存后上传。")
        self._row, self._column, self._hidden = row, -1, unseen(attributes, "ht")

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._attributes, self._column = attributes, self._column + 1
        if self._pieces:
            self._pieces, self._length = [], 0
        self._formula = False

    def _end_row(self) -> None:
        if self._cells:
            self.rows.append((self._row, self._cells))
            self._book.unseen.note(self._row if self._hidden else 0, self._columns & self._cells.keys())
            self._cells = {}

    def _end_cell(self) -> None:
        """Keep a cell; most of a coloured sheet are empty, so what an empty one says of itself is not even read."""
        if not self._pieces and not self._formula:
            return
        letters = self._attributes.get("r", "").rstrip("0123456789")
        if letters.isascii() and letters.isupper():
            self._column = column_of(letters)
        self._kind, self._style = self._attributes.get("t", "n"), int(self._attributes.get("s", "0"))
        raw = "".join(self._pieces)
        uncalculated = self._formula and not raw and self._kind != "str"
        text = UNCALCULATED if uncalculated else self._value(raw)
        if text:
            if self._column >= self._limits.columns:
                raise UnreadableFile(
                    f"工作表第 {self._limits.columns} 列以后还有内容，请删去多余的列后上传。"
                )
            self._cells[self._column] = text

    def _value(self, raw: str) -> str:
        match self._kind:
            case "s":
                return self._book.texts[int(raw)]
            case "n":
                return self._number(raw)
            case "b":
                return "TRUE" if raw == "1" else "FALSE"
            case _:
                return cleaned(unescaped(raw))

    def _number(self, raw: str) -> str:
        if self._style in self._book.days:
            try:
                return day_text(float(raw), since_1904=self._book.since_1904)
            except OverflowError:
                return "#VALUE!"
        return f"{SINCE_1904 if self._book.since_1904 else ''}{figures(raw)}"


def sheet_rows(part: IO[bytes], book: Book, regions: list[Region], limits: Limits) -> Iterator[Row]:
    """Yield number and cells of each row that holds anything. Raises UnreadableFile, ValueError, IndexError."""
    sheet, first = Sheet(book, limits), dict[tuple[int, int], str]()
    for _ in parsed(part, sheet):
        rows, sheet.rows = sheet.rows, []
        for number, cells in rows:
            _spread(number, cells, regions, first)
            yield number, [cells.get(place, "") for place in range(max(cells) + 1)]


def _spread(
    number: int, cells: dict[int, str], regions: list[Region], first: dict[tuple[int, int], str]
) -> None:
    """Give each cell below the first of a merged region the region's text, with a mark that says so."""
    for column, top, bottom in regions:
        if number == top and column in cells:
            first[column, top] = cells[column]
        elif top < number <= bottom and column not in cells and (column, top) in first:
            cells[column] = MERGED + first[column, top]


def merged_regions(part: IO[bytes], limits: Limits) -> list[Region]:
    """Return the merged regions of a sheet that reach over several rows; they stand behind its rows.

    Raises UnreadableFile when there are more than anybody merges by hand.
    """
    regions: list[Region] = []
    tail = b""
    while piece := part.read(2**20):
        seen = tail + piece
        last = 0
        for match in _MERGE.finditer(seen):
            last = match.end()
            if match[2] != match[3]:
                regions.append((column_of(match[1].decode()), int(match[2]), int(match[3])))
        if len(regions) > limits.merges:
            raise UnreadableFile("工作表的合并单元格过多，请取消合并、逐行填写后上传。")
        tail = seen[max(last, len(seen) - _OVERLAP) :]
    return regions
