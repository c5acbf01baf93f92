"""The lines of a file, one after the other and all cells as text, whatever the file's format."""

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from workflows.errors import UnreadableFile
from workflows.importing.escaping import unquoted
from workflows.importing.formats import FileFormat
from workflows.importing.limits import Limits
from workflows.importing.workbook import sheet_rows


class Line(NamedTuple):
    """One line of a file: its number as a spreadsheet shows it, and its cells."""

    number: int
    cells: list[str]


def lines_of(content: bytes, file_format: FileFormat, limits: Limits) -> Iterator[Line]:
    """Yield the lines that hold anything; raises UnreadableFile where the file is damaged."""
    rows = sheet_rows(content, limits) if file_format is FileFormat.XLSX else _csv_rows(content, file_format)
    for number, cells in enumerate(rows, start=1):
        if any(cell and not cell.isspace() for cell in cells):
            _measure(number, cells, limits)
            yield Line(number, cells)


def _csv_rows(content: bytes, file_format: FileFormat) -> Iterator[list[str]]:
    encoding = "utf-8-sig" if file_format is FileFormat.CSV_UTF8 else file_format.encoding
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(content), encoding, newline=""), strict=True)
    try:
        for cells in reader:
            yield [unquoted(cell) for cell in cells]
    except csv.Error as problem:
        raise UnreadableFile(
            f"文件第 {reader.line_num} 行附近的双引号不成对，无法分清各列。请核对这一行的双引号。"
        ) from problem


def _measure(number: int, cells: list[str], limits: Limits) -> None:
    if any(len(cell) > limits.cell for cell in cells):
        raise UnreadableFile(f"第 {number} 行有一格超过 {limits.cell} 字，可能是双引号不成对。请核对这一行。")
