"""One part of a file: its lines are judged, matched to entities, entered or refused."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy.orm import Session

from workflows import clock
from workflows.fonts import unprintable
from workflows.importing.confirmed import confirmed_codes
from workflows.importing.decisions import Entered, Settled, enter
from workflows.importing.entities import EntityBook, Origin
from workflows.importing.faults import Fault, told
from workflows.importing.header import Header
from workflows.importing.reading import Line
from workflows.importing.refused import kept_row
from workflows.importing.row import PenaltyRow
from workflows.importing.survey import conflict
from workflows.importing.unfit import rare
from workflows.importing.validation import FaultyRow, sound_row
from workflows.models import ImportReject, ImportRun, PartyChange

Refusals = list[tuple[Line, list[Fault]]]
Sound = list[tuple[Line, PenaltyRow]]


@dataclass(frozen=True)
class Part:
    """What became of a part: decisions entered, what was made known of parties, what was refused and put right."""

    entered: Entered
    changes: list[PartyChange]
    refused: int
    notes: Counter[str]


class Known(NamedTuple):
    """What is known before a part is judged: lines that others contradict, codes that were confirmed."""

    conflicts: Mapping[int, Fault]
    confirmed: frozenset[str]


def import_part(session: Session, run: ImportRun, header: Header, lines: Sequence[Line]) -> Part:
    """Import the lines and return what became of them."""
    refusals: Refusals = []
    known = Known(_conflicts(run), confirmed_codes(session, [header.texts(line.cells) for line in lines]))
    rows = _judged(header, lines, known, refusals)
    book = EntityBook.open(session, (row.party for _, row in rows))
    settled = _settled(book, run, rows, refusals)
    session.flush()
    entered = enter(session, run.id, settled, book)
    refusals += entered.refused
    _refuse(session, run.id, header, refusals)
    notes = Counter(note for _, row in rows for note in (*row.notes, *map(rare, unprintable(row.words()))))
    return Part(entered, book.changes, len(refusals), notes)


def _conflicts(run: ImportRun) -> Mapping[int, Fault]:
    """Return what is wrong with each line that another line of the file contradicts."""
    return {line: conflict(group) for group in run.conflicts for line in group}


def _judged(header: Header, lines: Sequence[Line], known: Known, refusals: Refusals) -> Sound:
    today = clock.today()
    rows = []
    for line in lines:
        contradicted = [known.conflicts[line.number]] if line.number in known.conflicts else []
        try:
            _no_strays(header, line)
            row = sound_row(header.texts(line.cells), today, known.confirmed)
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


def _settled(book: EntityBook, run: ImportRun, rows: Sound, refusals: Refusals) -> Settled:
    settled: Settled = []
    for line, row in rows:
        origin = Origin(run.id, f"导入文件《{run.filename}》第 {line.number} 行", row.decided_on)
        try:
            settled.append((line, row, book.settle(row.party, origin)))
        except FaultyRow as faulty:
            refusals.append((line, faulty.faults))
    return settled


def _refuse(session: Session, run_id: int, header: Header, refusals: Refusals) -> None:
    session.add_all(
        ImportReject(run_id=run_id, line=line.number, row=kept_row(header, line), faults=told(faults))
        for line, faults in refusals
    )
