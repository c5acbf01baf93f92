"""Reads the procedures of this release, and refuses to start on a diagram that does not match its code."""

import importlib
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from forms import TaskForm, forms_of
from workflows import proofs
from workflows.catalog.agreement import disagreements
from workflows.catalog.procedure import Procedure
from workflows.engine import Process, load_processes
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
    if wrong := list(disagreements(found)):
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
        raise DiagramRefused(f"[C23] {key}/procedure.py 没有写 PROCEDURE = Declared(…)。请补上。")
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
        raise DiagramRefused(f"[C21] 没有文件 {name.replace('.', '/')}.py。请写这一文件。")
    try:
        return importlib.import_module(name)
    except (ImportError, SyntaxError, NameError, TypeError, DeclarationFaulty) as fault:
        raise DiagramRefused(f"[C22] {name.replace('.', '/')}.py 不能读取：{fault}。请改正。") from fault


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # not even its folder
        return False
