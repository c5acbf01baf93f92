"""Which procedure serves a case: today's where the diagram is today's, else what was kept for its diagram."""

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from forms import TaskForm
from workflows.catalog.current import catalog
from workflows.catalog.earlier import earlier
from workflows.catalog.lacks import lacks
from workflows.catalog.procedure import Procedure
from workflows.engine import Process, Renaming, process_from_source
from workflows.errors import NotServed
from workflows.models import Case, Definition
from workflows.steps import PaperFacts


def process_of(session: Session, case: Case) -> Process:
    """Return the diagrams under which a case runs; today's when they are the same."""
    current = catalog().get(case.process_key)
    if current is not None and current.process.digest == case.definition_digest:
        return current.process
    return process_from_source(session.get_one(Definition, case.definition_digest).source)


def procedure_of(process: Process, key: str) -> Procedure:
    """Return what serves one of a process's diagrams. Raises NotServed when nothing does any more."""
    today = catalog().get(key)
    if today is not None and process.digest == catalog_digest(process.key):
        return today
    drawn = process.diagrams[key].canonical
    if today is not None and today.process.diagram == drawn:
        return today
    kept = earlier().get((key, drawn))
    found = kept.procedure if kept else today
    if found is None:
        raise NotServed(f"{key}。")
    return found


def renamings_of(process: Process) -> Mapping[str, Renaming]:
    """Return, for those of a process's diagrams that are kept as earlier ones, what is called otherwise today."""
    drawn = {key: earlier().get((key, diagram.canonical)) for key, diagram in process.diagrams.items()}
    return {key: kept.renaming for key, kept in drawn.items() if kept}


def catalog_digest(key: str) -> str:
    """Return the digest of today's diagrams of a procedure, empty when there is none any more."""
    today = catalog().get(key)
    return today.process.digest if today else ""


def form_of(process: Process, key: str, task: str) -> type[TaskForm]:
    """Return the form of a task. Raises NotServed when this release has none for it."""
    form = procedure_of(process, key).forms.get(task)
    if form is None:
        raise NotServed(f"{key} 的环节 {task} 没有表单。")
    return form


def papers_of(process: Process) -> Mapping[str, PaperFacts]:
    """Return the papers that a case may issue: those of its procedure, and those of all that it calls.

    Where two name the same kind, that of the caller counts.
    """
    keys = [process.key, *(key for key in process.diagrams if key != process.key)]
    return ChainMap(*(dict(procedure_of(process, key).papers) for key in keys))


def outcomes_of(process: Process) -> Mapping[str, str]:
    """Return in which ways a case may end, with their words: those of its procedure and of all that it calls."""
    kinds = [procedure_of(process, key).declared.outcomes for key in process.diagrams]
    return {one.value: one.label for kind in kinds if kind for one in kind}


def outcome_words(code: str) -> str:
    """Return the words for how a case ended; its code when no procedure of this release ends so any more."""
    kinds = [procedure.declared.outcomes for procedure in catalog().values()]
    known = {one.value: one.label for kind in kinds if kind for one in kind}
    return known.get(code, code)


def kept_by(message: str) -> Sequence[str]:
    """Return the limits of a case that are kept once its messages of a kind have been delivered."""
    return [clock for one in catalog().values() for clock in one.declared.kept_by.get(message, ())]


def lacking(process: Process) -> Iterator[str]:
    """Yield a sentence for everything that a case under these diagrams may come to need and nobody has today."""
    try:
        served = {key: procedure_of(process, key) for key in process.diagrams}
    except NotServed as missing:
        yield str(missing)
        return
    for key, part in process.parts.items():
        yield from (f"{key}：{lack}" for lack in lacks(part, list(served.values())))


def title_of(key: str) -> str:
    """Return the title of a procedure; its key when this release does not know it any more."""
    today = catalog().get(key)
    return today.process.title if today else key
