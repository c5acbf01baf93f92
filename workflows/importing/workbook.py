"""The rows of a workbook's one penalty sheet, read as a stream; dates and numbers become exact text."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from workflows.errors import UnreadableFile
from workflows.importing.header import is_penalty_header
from workflows.importing.limits import Limits

DAMAGE = (zipfile.BadZipFile, zlib.error, ParseError, InvalidFileException, KeyError, ValueError, TypeError)
LAST_ROW = 1_048_576  # the most rows that a sheet of this format has


def sheet_rows(content: bytes, limits: Limits) -> Iterator[list[str]]:
    """Yield the rows of the sheet that holds penalties; raises UnreadableFile when it cannot be read."""
    try:
        _check_size(content, limits)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for number, row in enumerate(_rows(_penalty_sheet(book.worksheets)), start=1):
            if number > LAST_ROW:
                raise UnreadableFile("工作表的行号超出了 Excel 的范围，请用 Excel 重新保存后上传。")
            yield row
    except DAMAGE as problem:
        raise UnreadableFile(
            "Excel 工作簿已损坏或不是 .xlsx 格式，请用 Excel 打开并重新保存后上传。"
        ) from problem


def _check_size(content: bytes, limits: Limits) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        unpacked = sum(part.file_size for part in packed.infolist())
    if unpacked > limits.unpacked_bytes:
        raise UnreadableFile(f"工作簿解开后超过 {limits.unpacked_bytes // 2**20} MB，请分成几个文件。")


def _penalty_sheet(sheets: list[Any]) -> Any:  # openpyxl's read-only sheets carry no types
    """Return the one sheet with a penalty header, else the first, whose header then tells what is wrong."""
    found = [sheet for sheet in sheets if is_penalty_header(_first_row(sheet))]
    if len(found) > 1:
        raise UnreadableFile("工作簿里有不止一张行政处罚工作表，请每个文件只留一张。")
    return (found or sheets)[0]


def _first_row(sheet: Any) -> list[str]:
    return next((row for row in islice(_rows(sheet), 100) if any(row)), [])


def _rows(sheet: Any) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # the size that a workbook states for its sheets is often wrong
    for row in sheet.iter_rows(values_only=True):
        yield [_text(value) for value in row]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y/%m/%d" if value.time() == time.min else "%Y/%m/%d %H:%M:%S")
    if isinstance(value, date):
        return value.strftime("%Y/%m/%d")
    if isinstance(value, float):
        return _exact(value)
    return str(value)


def _exact(value: float) -> str:
    """Return a number as the spreadsheet shows it: it keeps 15 digits, the rest is binary noise."""
    return format(Decimal(format(value, ".15g")), "f")
