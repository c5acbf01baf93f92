"""The course of an import: a file is taken in, then imported part by part; the caller commits each part."""

import hashlib
from collections.abc import Callable
from pathlib import PurePath

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import ImportState
from workflows import clock
from workflows.errors import NotFound
from workflows.importing.confirmed import confirmed_codes
from workflows.importing.decisions import Entered
from workflows.importing.formats import FileFormat, format_of
from workflows.importing.limits import LIMITS, Limits
from workflows.importing.parts import import_part
from workflows.importing.reading import Bookmark, Reading
from workflows.importing.survey import Groups, Survey
from workflows.models import ImportRun, PartyChange, PenaltyDecision
from workflows.sealing import seal, unseal

Recorder = Callable[[Session, list[tuple[PenaltyDecision, bool]], list[PartyChange]], None]
"""Puts a part on record: decisions, each with whether it is new, and what was made known of parties."""

CONTENT = "import"
OPEN = (ImportState.WAITING.value, ImportState.RUNNING.value)

_bookmark = Bookmark()


def begin(
    session: Session, filename: str, content: bytes, officer_id: int | None, limits: Limits = LIMITS
) -> ImportRun:
    """Take in a file whose format, header and size are sound, and return the waiting run.

    The file is kept sealed, for it may hold people's numbers. Raises UnreadableFile; then nothing is stored.
    """
    file_format = format_of(content, limits)
    total, conflicts = _looked_over(session, content, file_format, limits)
    run = ImportRun(
        filename=PurePath(filename.replace("\\", "/")).name[-200:],
        file_format=file_format.value,
        sha256=hashlib.sha256(content).hexdigest(),
        content=seal(content, CONTENT),
        state=ImportState.WAITING.value,
        **dict.fromkeys(("done", "added", "updated", "unchanged", "refused"), 0),
        total=total,
        conflicts=conflicts,
        started_by_id=officer_id,
        started_at=clock.now(),
    )
    session.add(run)
    session.flush()
    return run


def advance(session: Session, run_id: int, record: Recorder, limits: Limits = LIMITS) -> bool:
    """Import the next part of a run and return whether more is to come.

    Rows and counts are for the caller to commit together: killed before that, the same part is imported
    again; after it, the next. Raises NotFound when there is no such run.
    """
    run = _locked(session, run_id)
    if run.state not in OPEN:
        return False
    mark = (run.id, run.sha256)
    reading = _bookmark.take(mark, run.done) or _reopened(session, run, limits)
    lines = reading.take(limits.part)
    part = import_part(session, run, reading.header, lines)
    record(session, list(part.entered.touched.values()), part.changes)
    _count(run, len(lines), part.entered, part.refused)
    if lines and run.done < run.total:
        _bookmark.keep(mark, reading)
        return True
    _end(run, ImportState.DONE)
    return False


def give_up(session: Session, run_id: int, reason: str) -> None:
    """End a run that cannot go on, with the reason that a person reads; parts already committed stay."""
    run = _locked(session, run_id)
    if run.state in OPEN:
        run.error = reason
        _end(run, ImportState.FAILED)


def _looked_over(
    session: Session, content: bytes, file_format: FileFormat, limits: Limits
) -> tuple[int, Groups]:
    reading = Reading.open(content, file_format, limits)
    survey = Survey(reading.header)
    total = reading.count(limits, survey.see)
    again = Reading.open(content, file_format, limits).lines
    return total, survey.conflicts(again, lambda texts: confirmed_codes(session, [texts]))


def _locked(session: Session, run_id: int) -> ImportRun:
    """Lock all open runs: imports go one after the other, so that two never enter the same party at once."""
    open_or_asked = ImportRun.state.in_(OPEN) | (ImportRun.id == run_id)
    asked = select(ImportRun).where(open_or_asked).order_by(ImportRun.id)
    runs = session.scalars(asked.with_for_update().execution_options(populate_existing=True))
    run = next((run for run in runs if run.id == run_id), None)
    if run is None:
        raise NotFound
    return run


def _reopened(session: Session, run: ImportRun, limits: Limits) -> Reading:
    sealed = session.scalars(select(ImportRun.content).where(ImportRun.id == run.id)).one()
    reading = Reading.open(unseal(sealed or b"", CONTENT), FileFormat(run.file_format), limits)
    reading.skip_to(run.done, limits.part)
    return reading


def _count(run: ImportRun, lines: int, entered: Entered, refused: int) -> None:
    run.state = ImportState.RUNNING.value
    run.done += lines
    run.added += entered.added
    run.updated += entered.updated
    run.unchanged += entered.unchanged
    run.refused += refused


def _end(run: ImportRun, state: ImportState) -> None:
    """The file goes: what was sound is in the tables, what was not is in the refused rows."""
    run.state = state.value
    run.ended_at = clock.now()
    run.content = None
