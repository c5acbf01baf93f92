"""One part of a penalty file: its lines are judged, matched to entities, entered or refused."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy.orm import Session

from workflows import clock
from workflows.fonts import unprintable
from workflows.importing.confirmed import confirmed_codes
from workflows.importing.decisions import Settled, enter
from workflows.importing.entities import EntityBook
from workflows.importing.header import Header
from workflows.importing.parts import Part, Refusals, conflicts_of, judged, origin_of, refuse
from workflows.importing.reading import Line
from workflows.importing.row import PenaltyRow
from workflows.importing.survey import conflict
from workflows.importing.unfit import Note, rare
from workflows.importing.validation import FaultyRow, sound_row
from workflows.models import ImportRun


def import_part(session: Session, run: ImportRun, header: Header, lines: Sequence[Line]) -> Part:
    """Import the lines and return what became of them."""
    refusals: Refusals = []
    today = clock.today()
    confirmed = confirmed_codes(session, [header.texts(line.cells) for line in lines])
    found = judged(
        header, lines, conflicts_of(run, conflict), lambda texts: sound_row(texts, today, confirmed)
    )
    refusals += found.refused
    book = EntityBook.open(session, (row.party for _, row in found.sound))
    settled = _settled(book, run, found.sound, refusals)
    session.flush()
    entered = enter(session, run.id, settled, book)
    refusals += entered.refused
    refuse(session, run.id, header, refusals)
    notes = Counter(
        note for _, row in found.sound for note in (*row.notes, *map(rare, unprintable(row.words())))
    )
    others = sum(
        book.is_represented_by_another(entity, row.party, row.decided_on) for _, row, entity in settled
    )
    return Part(entered, book.changes, len(refusals), notes + Counter({str(Note.REPRESENTATIVE): others}))


def _settled(
    book: EntityBook, run: ImportRun, rows: Sequence[tuple[Line, PenaltyRow]], refusals: Refusals
) -> Settled:
    settled: Settled = []
    for line, row in rows:
        try:
            settled.append((line, row, book.settle(row.party, origin_of(run, line, row.decided_on))))
        except FaultyRow as faulty:
            refusals.append((line, faulty.faults))
    return settled
