"""The course of an import: a file is taken in, read apart, then imported part by part, each in a commit."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import PurePath

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import ImportKind, ImportState
from workflows import clock
from workflows.errors import NotFound
from workflows.importing.kinds import FILES
from workflows.importing.parts import Part
from workflows.importing.reading import Bookmark, Reading
from workflows.importing.unpacking import first_look
from workflows.models import ImportRun, PartyChange, PenaltyDecision
from workflows.sealing import seal, unseal
from workflows.sheets.limits import LIMITS, Limits

Recorder = Callable[[Session, list[tuple[PenaltyDecision, bool]], list[PartyChange]], None]
"""Puts a part on record: decisions, each with whether it is new, and what was made known of parties."""

CONTENT = "import"
NOTES = 50
"""How many different notes a report keeps: a file may hold as many rare characters as there are."""
OPEN = (ImportState.WAITING.value, ImportState.RUNNING.value)

_bookmark = Bookmark()


def begin(
    session: Session,
    filename: str,
    content: bytes,
    officer_id: int | None,
    limits: Limits = LIMITS,
    kind: ImportKind = ImportKind.PENALTIES,
) -> ImportRun:
    """Take in a file in which a first look finds nothing wrong, and return the run that waits to be read apart.

    Where titles are unknown the run waits for a person who says what they are. The file is kept sealed, for it may
    hold people's numbers. Raises UnreadableFile; then nothing is stored.
    """
    look = first_look(content, FILES[kind], limits)
    run = ImportRun(
        kind=kind.value,
        filename=PurePath(filename.replace("\\", "/")).name[-200:],
        file_format=look.file_format.value,
        sha256=hashlib.sha256(content).hexdigest(),
        content=seal(content, CONTENT),
        state=ImportState.MAPPING.value if look.unknown else ImportState.WAITING.value,
        titles=look.titles,
        **dict.fromkeys(("done", "added", "updated", "unchanged", "refused"), 0),
        started_by_id=officer_id,
        started_at=clock.now(),
    )
    session.add(run)
    session.flush()
    return run


def map_titles(session: Session, run_id: int, mapped: Mapping[str, str]) -> ImportRun:
    """Take what a person says of unknown titles, by the title, and return the run, which goes on.

    Raises UnreadableFile when the header is not sound with that, NotFound when the run waits for nobody.
    """
    run = locked(session, run_id)
    if run.state != ImportState.MAPPING:
        raise NotFound
    FILES[run.kind].header(run.titles, mapped)
    run.mapped, run.state = dict(mapped), ImportState.WAITING.value
    return run


def advance(session: Session, run_id: int, record: Recorder, limits: Limits = LIMITS) -> bool:
    """Import the next part of a run that was read apart, and return whether more is to come.

    Rows and counts are for the caller to commit together: killed before that, the same part is imported
    again; after it, the next. Raises NotFound when there is no such run.
    """
    run = locked(session, run_id)
    if run.state not in OPEN or run.total is None:
        return False
    mark = (run.id, run.sha256)
    reading = _bookmark.take(mark, run.done) or _reopened(session, run, limits)
    lines = reading.take(limits.part)
    part = FILES[run.kind].import_part(session, run, reading.header, lines)
    record(session, list(part.entered.touched.values()), part.changes)
    _count(run, len(lines), part)
    if lines and run.done < run.total:
        _bookmark.keep(mark, reading)
        return True
    end(run, ImportState.DONE)
    return False


def give_up(session: Session, run_id: int, reason: str) -> None:
    """End a run that cannot go on, with the reason that a person reads; parts already committed stay."""
    run = locked(session, run_id)
    if run.state in OPEN:
        run.error = reason
        end(run, ImportState.FAILED)


def locked(session: Session, run_id: int) -> ImportRun:
    """Lock all open runs: imports go one after the other, so that two never enter the same party at once."""
    open_or_asked = ImportRun.state.in_(OPEN) | (ImportRun.id == run_id)
    asked = select(ImportRun).where(open_or_asked).order_by(ImportRun.id)
    runs = session.scalars(asked.with_for_update().execution_options(populate_existing=True))
    run = next((run for run in runs if run.id == run_id), None)
    if run is None:
        raise NotFound
    return run


def content_of(session: Session, run: ImportRun) -> bytes:
    """Return what is kept of a run's file: the file, and once it was read apart, its packed lines."""
    sealed = session.scalars(select(ImportRun.content).where(ImportRun.id == run.id)).one()
    return unseal(sealed or b"", CONTENT)


def _reopened(session: Session, run: ImportRun, limits: Limits) -> Reading:
    reading = Reading.open(content_of(session, run), FILES[run.kind].header(run.titles, run.mapped))
    reading.skip_to(run.done, limits.part)
    return reading


def _count(run: ImportRun, lines: int, part: Part) -> None:
    run.state = ImportState.RUNNING.value
    run.done += lines
    run.added += part.entered.added
    run.updated += part.entered.updated
    run.unchanged += part.entered.unchanged
    run.refused += part.refused
    notes = Counter(run.notes) + Counter({str(note): count for note, count in part.notes.items()})
    run.notes = dict(notes.most_common(NOTES))


def end(run: ImportRun, state: ImportState) -> None:
    """End a run; the file goes: what was sound is in the tables, what was not is in the refused rows."""
    run.state = state.value
    run.ended_at = clock.now()
    run.content = None
