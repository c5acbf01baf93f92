"""One part of a registration file: its lines are judged, matched to parties, and become changes or are refused."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy.orm import Session

from workflows import clock
from workflows.importing.decisions import Entered
from workflows.importing.header import Header
from workflows.importing.parts import Part, Refusals, conflicts_of, judged, origin_of, refuse
from workflows.importing.reading import Line
from workflows.importing.registration.book import RegisterBook
from workflows.importing.registration.row import RegistrationRow, sound_registration
from workflows.importing.registration.survey import conflict
from workflows.importing.validation import FaultyRow
from workflows.models import ImportRun


def import_part(session: Session, run: ImportRun, header: Header, lines: Sequence[Line]) -> Part:
    """Import the lines and return what became of them."""
    refusals: Refusals = []
    today = clock.today()
    found = judged(header, lines, conflicts_of(run, conflict), lambda texts: sound_registration(texts, today))
    refusals += found.refused
    book = RegisterBook.open(session, [row for _, row in found.sound])
    entered = _settled(book, run, found.sound, refusals)
    refuse(session, run.id, header, refusals)
    notes = Counter(str(note) for _, row in found.sound for note in row.notes)
    return Part(entered, book.changes, len(refusals), notes)


def _settled(
    book: RegisterBook, run: ImportRun, rows: Sequence[tuple[Line, RegistrationRow]], refusals: Refusals
) -> Entered:
    entered = Entered()
    for line, row in rows:
        try:
            changed = book.settle(row, origin_of(run, line, row.from_day))
        except FaultyRow as faulty:
            refusals.append((line, faulty.faults))
            continue
        entered.updated += changed
        entered.unchanged += not changed
    return entered
