"""The refused rows given back as a file: same format, same columns, and one more that says what is wrong."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.errors import NotFound
from workflows.importing.refused import FAULTS_TITLE, restored_row, shown_title
from workflows.models import ImportReject, ImportRun
from workflows.sheets.escaping import quoted
from workflows.sheets.formats import FileFormat

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RejectsFile(NamedTuple):
    """A file to be sent: its name, its media type, and its bytes piece by piece."""

    filename: str
    media_type: str
    pieces: Iterator[bytes]


def rejects_file(session: Session, run_id: int) -> RejectsFile:
    """Return the refused rows of a run, to be mended and imported again.

    The session must stay open while the pieces are read. Raises NotFound when there is no such run.
    """
    run = session.get(ImportRun, run_id)
    if run is None:
        raise NotFound
    file_format = FileFormat(run.file_format)
    is_book = file_format is FileFormat.XLSX
    rows = _rows(session, run_id)
    return RejectsFile(
        f"{PurePath(run.filename).stem}_未导入{'.xlsx' if is_book else '.csv'}",
        XLSX_TYPE if is_book else f"text/csv; charset={file_format.encoding.removesuffix('-sig')}",
        _book_pieces(rows) if is_book else _csv_pieces(rows, file_format.encoding),
    )


def _rows(session: Session, run_id: int) -> Iterator[list[str]]:
    """Yield the header, then each refused row with its faults in the last column."""
    titles = list(dict.fromkeys(title for reject in _rejects(session, run_id) for title in reject.row))
    yield [*map(shown_title, titles), FAULTS_TITLE]
    for reject in _rejects(session, run_id):
        row = restored_row(reject.row)
        yield [*(row.get(title, "") for title in titles), reject.faults]


def _rejects(session: Session, run_id: int) -> Iterable[ImportReject]:
    asked = select(ImportReject).where(ImportReject.run_id == run_id).order_by(ImportReject.line)
    return session.scalars(asked.execution_options(yield_per=500))


def _csv_pieces(rows: Iterator[list[str]], encoding: str) -> Iterator[bytes]:
    if encoding == "utf-8-sig":
        yield "\ufeff".encode()
    for row in rows:
        line = io.StringIO(newline="")
        csv.writer(line).writerow([quoted(cell) for cell in row])
        yield line.getvalue().encode(encoding.removesuffix("-sig"))


def _book_pieces(rows: Iterator[list[str]]) -> Iterator[bytes]:
    from workflows.importing.rejected_book import book_pieces  # noqa: PLC0415  # its library is large and rarely used

    return book_pieces(rows)
