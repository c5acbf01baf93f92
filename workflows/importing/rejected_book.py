"""Refused rows as a workbook."""

import tempfile
from collections.abc import Iterable, Iterator
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from workflows.sheets.formats import CHUNK
from workflows.sheets.texts import escaped


def book_pieces(rows: Iterable[list[str]]) -> Iterator[bytes]:
    """Yield the bytes of a workbook of these rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("未导入")
    for row in rows:
        sheet.append([_text_cell(sheet, cell) for cell in row])
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        yield from _chunks(file)


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    """Return a cell that is typed as text, so that nothing in it is ever run as a formula."""
    cell = WriteOnlyCell(sheet, value=escaped(ILLEGAL_CHARACTERS_RE.sub("□", text)))
    cell.data_type = "s"
    return cell


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk
