"""Reads the procedures of this release, and refuses to start on a diagram that does not match its code."""

import importlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from forms import START, TaskForm, forms_of
from workflows import proofs
from workflows.catalog.lacks import lacks
from workflows.catalog.procedure import Procedure
from workflows.engine import Process, faults, load_processes
from workflows.errors import DeclarationFaulty, DiagramRefused
from workflows.steps import Step, shared, steps_of
from workflows.steps.declared import Declared

OUR_OWN = Path(__file__).parents[1] / "processes"
"""Where this release keeps its procedures; what was checked of these may be kept."""
PROCESSES = OUR_OWN


def catalog(folder: Path | None = None) -> Mapping[str, Procedure]:
    """Return every procedure by its key; read once.

    Raises DiagramRefused, with one sentence a fault, when a diagram names what is not there.
    """
    return _read(folder or PROCESSES)


@cache
def _read(folder: Path) -> Mapping[str, Procedure]:
    found = {key: _procedure(process) for key, process in load_processes(folder).items()}
    if folder == OUR_OWN:
        proofs.once("catalogue", lambda: _demand_sound(found))
    else:
        _demand_sound(found)
    return found


def _demand_sound(found: Mapping[str, Procedure]) -> None:
    wrong = [f"{key}：{fault}" for key in found for fault in _faults(key, found)]
    if wrong:
        raise DiagramRefused("\n".join(wrong))


def _procedure(process: Process) -> Procedure:
    declared = declared_of(process.key)
    return Procedure(
        process=process,
        declared=declared,
        steps={**steps_of(shared), **own_steps(process.key)},
        forms=_forms(process.key),
        papers=dict(declared.papers),
    )


def declared_of(key: str) -> Declared:
    """Return what a procedure says of itself. Raises DiagramRefused when it does not."""
    found = getattr(_module(f"workflows.processes.{key}.procedure"), "PROCEDURE", None)
    if not isinstance(found, Declared):
        raise DiagramRefused(f"{key}：procedure.py 没有写 PROCEDURE = Declared(…)。")
    return found


def own_steps(key: str) -> Mapping[str, Step]:
    """Return the steps of a procedure's own file; one may do with those that all may name."""
    name = f"workflows.processes.{key}.steps"
    return steps_of(_module(name)) if _is_there(name) else {}


def _forms(key: str) -> Mapping[str, type[TaskForm]]:
    _module(f"forms.{key}")
    return forms_of(key)


def _module(name: str) -> ModuleType:
    """Return a module. Raises DiagramRefused when there is no such file, or when it cannot be read."""
    if not _is_there(name):
        raise DiagramRefused(f"没有文件 {name.replace('.', '/')}.py。")
    try:
        return importlib.import_module(name)
    except (ImportError, SyntaxError, NameError, TypeError, DeclarationFaulty) as fault:
        raise DiagramRefused(f"{name.replace('.', '/')}.py 不能读取：{fault}") from fault


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # not even its folder
        return False


def _faults(key: str, found: Mapping[str, Procedure]) -> Iterator[str]:
    """Yield a sentence for everything in which the diagram and the code disagree."""
    procedure = found[key]
    yield from faults(procedure.process)
    yield from lacks(procedure.process, [found[one] for one in procedure.process.diagrams])
    yield from (
        f"表单 {name} 没有对应的环节。"
        for name in procedure.forms.keys() - procedure.process.user_tasks.keys() - {START}
    )
