"""The rows of a CSV file, with the quotes that we put before formulas taken off again."""

import csv
import io
from collections.abc import Iterator

from workflows.errors import UnreadableFile
from workflows.sheets.escaping import unquoted
from workflows.sheets.formats import FileFormat
from workflows.sheets.limits import Limits
from workflows.sheets.marks import cleaned


def csv_rows(content: bytes, file_format: FileFormat, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of each row. Raises UnreadableFile where quotes do not match or a cell is too long."""
    encoding = "utf-8-sig" if file_format is FileFormat.CSV_UTF8 else file_format.encoding
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(content), encoding, newline=""), strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if any(len(cell) > limits.cell for cell in cells):
                words = f"第 {number} 行有一格超过 {limits.cell} 字，可能是双引号不成对。请核对这一行。"
                raise UnreadableFile(words)
            yield number, [cleaned(unquoted(cell)) for cell in cells]
    except csv.Error as problem:
        raise UnreadableFile(
            f"文件第 {reader.line_num} 行附近的双引号不成对，无法分清各列。请核对这一行的双引号。"
        ) from problem
