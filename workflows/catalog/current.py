"""Reads the procedures of this release, and refuses to start on a diagram that does not match its code."""

import importlib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType

from forms import START, TaskForm, forms_of
from workflows.catalog.lacks import lacks
from workflows.catalog.procedure import Procedure
from workflows.engine import Process, faults, load_processes
from workflows.errors import DiagramRefused
from workflows.steps import shared, steps_of

PROCESSES = Path(__file__).parents[1] / "processes"


def catalog(folder: Path | None = None) -> Mapping[str, Procedure]:
    """Return every procedure by its key; read once.

    Raises DiagramRefused, with one sentence a fault, when a diagram names what is not there.
    """
    return _read(folder or PROCESSES)


@cache
def _read(folder: Path) -> Mapping[str, Procedure]:
    found = {key: _procedure(process) for key, process in load_processes(folder).items()}
    wrong = [f"{key}：{fault}" for key in found for fault in _faults(key, found)]
    if wrong:
        raise DiagramRefused("\n".join(wrong))
    return found


def _procedure(process: Process) -> Procedure:
    module = _module(process.key)
    return Procedure(
        process=process,
        steps={**steps_of(shared), **steps_of(module)},
        forms=_forms(process.key),
        papers=getattr(module, "PAPERS", {}),
        module=module,
    )


def _module(key: str) -> ModuleType:
    try:
        return importlib.import_module(f"workflows.processes.{key}.steps")
    except ModuleNotFoundError as missing:
        raise DiagramRefused(f"{key}：没有步骤文件 workflows/processes/{key}/steps.py。") from missing


@lru_cache
def _forms(key: str) -> Mapping[str, type[TaskForm]]:
    try:
        return forms_of(key)
    except ModuleNotFoundError as missing:
        raise DiagramRefused(f"{key}：没有表单文件 forms/{key}.py。") from missing


def _faults(key: str, found: Mapping[str, Procedure]) -> Iterator[str]:
    """Yield a sentence for everything in which the diagram and the code disagree."""
    procedure = found[key]
    yield from faults(procedure.process)
    yield from lacks(procedure.process, [found[one] for one in procedure.process.diagrams])
    yield from (
        f"表单 {name} 没有对应的环节。"
        for name in procedure.forms.keys() - procedure.process.user_tasks.keys() - {START}
    )
