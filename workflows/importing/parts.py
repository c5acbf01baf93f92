"""One part of a file: its lines are judged, matched to entities, entered or refused."""

from collections.abc import Mapping, Sequence

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
from workflows.importing.survey import conflict
from workflows.importing.validation import FaultyRow, sound_row
from workflows.models import BusinessEntity, ImportReject, ImportRun

Refusals = list[tuple[Line, list[Fault]]]
Settled = list[tuple[PenaltyRow, BusinessEntity]]


def import_part(
    session: Session, run: ImportRun, header: Header, lines: Sequence[Line]
) -> tuple[Entered, int]:
    """Import the lines and return what became of the sound ones, and how many were refused."""
    refusals: Refusals = []
    rows = _judged(header, lines, _conflicts(run), refusals)
    settled = _settled(session, rows, refusals)
    session.flush()
    entered = enter(session, run.id, settled)
    _refuse(session, run.id, header, refusals)
    return entered, len(refusals)


def _conflicts(run: ImportRun) -> Mapping[int, Fault]:
    """Return what is wrong with each line that another line of the file contradicts."""
    return {line: conflict(group) for group in run.conflicts for line in group}


def _judged(
    header: Header, lines: Sequence[Line], conflicts: Mapping[int, Fault], refusals: Refusals
) -> list[tuple[Line, PenaltyRow]]:
    today = clock.today()
    rows = []
    for line in lines:
        contradicted = [conflicts[line.number]] if line.number in conflicts else []
        try:
            _no_strays(header, line)
            row = sound_row(header.texts(line.cells), today)
        except FaultyRow as faulty:
            refusals.append((line, [*faulty.faults, *contradicted]))
            continue
        if contradicted:
            refusals.append((line, contradicted))
        else:
            rows.append((line, row))
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
