"""One part of a file: its lines are judged, matched to entities, entered or refused."""

from collections.abc import Sequence

from sqlalchemy import insert
from sqlalchemy.orm import Session

from workflows import clock
from workflows.importing.decisions import Entered, enter
from workflows.importing.entities import EntityBook
from workflows.importing.faults import Fault, told
from workflows.importing.header import Header
from workflows.importing.lines import Line
from workflows.importing.refused import kept_row
from workflows.importing.row import PenaltyRow
from workflows.importing.validation import FaultyRow, sound_row
from workflows.models import BusinessEntity, ImportReject

Refusals = list[tuple[Line, list[Fault]]]
Settled = list[tuple[PenaltyRow, BusinessEntity]]


def import_part(session: Session, run_id: int, header: Header, lines: Sequence[Line]) -> tuple[Entered, int]:
    """Import the lines and return what became of the sound ones, and how many were refused."""
    refusals: Refusals = []
    rows = _judged(header, lines, refusals)
    settled = _settled(session, rows, refusals)
    session.flush()
    entered = enter(session, run_id, settled)
    _refuse(session, run_id, header, refusals)
    return entered, len(refusals)


def _judged(header: Header, lines: Sequence[Line], refusals: Refusals) -> list[tuple[Line, PenaltyRow]]:
    today = clock.today()
    rows = []
    for line in lines:
        try:
            _no_strays(header, line)
            rows.append((line, sound_row(header.texts(line.cells), today)))
        except FaultyRow as faulty:
            refusals.append((line, faulty.faults))
    return rows


def _no_strays(header: Header, line: Line) -> None:
    if strays := header.strays(line.cells):
        places = "、".join(str(place) for place in strays)
        mend = "请核对是否有未加双引号的逗号使内容错位，或删去多余内容"
        raise FaultyRow([Fault("", "整行", "", f"第 {places} 列有内容而没有列名", mend)])


def _settled(session: Session, rows: list[tuple[Line, PenaltyRow]], refusals: Refusals) -> Settled:
    book = EntityBook.open(session, (row.party for _, row in rows))
    settled: Settled = []
    for line, row in rows:
        try:
            settled.append((row, book.settle(row.party)))
        except FaultyRow as faulty:
            refusals.append((line, faulty.faults))
    return settled


def _refuse(session: Session, run_id: int, header: Header, refusals: Refusals) -> None:
    rejects = [
        {"run_id": run_id, "line": line.number, "row": kept_row(header, line), "faults": told(faults)}
        for line, faults in refusals
    ]
    if rejects:
        session.execute(insert(ImportReject), rejects)
