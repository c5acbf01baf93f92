"""The first step of a run: its file is read apart, and what is kept of it from then on are plain lines."""

from sqlalchemy.orm import Session

from forms.choices import ImportState
from workflows.errors import TitlesUnknown, UnreadableFile
from workflows.importing.kinds import FILES
from workflows.importing.runs import CONTENT, OPEN, content_of, end, locked
from workflows.importing.unpacking import Apart, Closed, Transaction, taken_apart
from workflows.models import ImportRun
from workflows.sealing import seal
from workflows.sheets.formats import FileFormat
from workflows.sheets.limits import LIMITS, Limits


def open_file(transaction: Transaction, run_id: int, limits: Limits = LIMITS) -> None:
    """Read the file of a waiting run apart, once; a run that is not to be opened is left alone.

    The reading holds no transaction. A file that cannot be read ends its run with the reason; one with unknown titles
    waits for a person. Raises NotFound when there is no such run.
    """
    with transaction() as session:
        run = locked(session, run_id)
        if run.state not in OPEN or run.total is not None:
            return
        content, file_format = content_of(session, run), FileFormat(run.file_format)
        file = Closed(content, file_format, FILES[run.kind], dict(run.mapped))
    try:
        apart = taken_apart(file, limits, transaction)
    except UnreadableFile as problem:
        with transaction() as session:
            _refused(_unopened(session, run_id), problem)
    else:
        with transaction() as session:
            _opened(_unopened(session, run_id), apart)


def _unopened(session: Session, run_id: int) -> ImportRun | None:
    """Return the run, unless somebody else has opened or ended it meanwhile."""
    run = locked(session, run_id)
    return run if run.state in OPEN and run.total is None else None


def _refused(run: ImportRun | None, problem: UnreadableFile) -> None:
    if run is None:
        return
    if isinstance(problem, TitlesUnknown):
        run.state, run.titles = ImportState.MAPPING.value, problem.header
    else:
        run.error = problem.detail
        end(run, ImportState.FAILED)


def _opened(run: ImportRun | None, apart: Apart) -> None:
    if run is None:
        return
    run.content = seal(apart.plain.packed, CONTENT)
    run.titles, run.total = apart.plain.titles, apart.plain.count
    run.remarks, run.conflicts = apart.plain.remarks, apart.conflicts
