"""What is kept of earlier releases for cases that still run under their diagrams.

A folder `workflows/processes/<key>/earlier/<until>/` holds every diagram that it serves (`*.bpmn`, as they were) and
what has changed or gone since: forms (`forms.py` with TASK_FORMS), steps (`steps.py`), what the procedure said of
itself (`procedure.py` with PROCEDURE: its papers, what is read before agreeing, how cases ended).
What a folder does not hold comes from the folder after it by name, at last from today. Its `moving.py` says what the
diagram after it calls otherwise (TASKS, FACTS, CODES), so that a case can be moved there.
"""

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from workflows import proofs
from workflows.catalog import current
from workflows.catalog.current import catalog
from workflows.catalog.lacks import lacks
from workflows.catalog.procedure import Procedure
from workflows.engine import Process, Renaming, load_earlier
from workflows.errors import DiagramRefused
from workflows.steps import shared, steps_of
from workflows.steps.declared import Declared


@dataclass(frozen=True)
class Kept:
    """What serves an earlier diagram, and what is called otherwise today."""

    place: Path
    procedure: Procedure
    renaming: Renaming


Earlier = Mapping[tuple[str, str], Kept]
"""By the key and the diagram as it was drawn."""


def earlier(folder: Path | None = None) -> Earlier:
    """Return what is kept for earlier diagrams; read once.

    Raises DiagramRefused when a folder does not hold all that its diagrams name.
    """
    return _read(folder or current.PROCESSES)


@cache
def _read(folder: Path) -> Earlier:
    found: dict[tuple[str, str], Kept] = {}
    after: dict[str, Kept] = {}
    for place, process in reversed(list(load_earlier(folder))):
        later = after.get(process.key)
        # Diagrams of one folder are served alike: each by what comes after the folder.
        if later is not None and later.place == place:
            kept = Kept(place, replace(later.procedure, process=process), later.renaming)
        else:
            kept = _layer(place, process, later, catalog(folder).get(process.key))
        after[process.key] = found[process.key, process.diagram] = kept
    if folder == current.OUR_OWN:
        proofs.once("earlier diagrams", lambda: _demand_whole(found, folder))
    else:
        _demand_whole(found, folder)
    return found


def _layer(place: Path, process: Process, later: Kept | None, today: Procedure | None) -> Kept:
    """Return what a folder holds, over what comes after it: the next folder, else today, else what all may call."""
    names = ("procedure", "steps", "forms", "moving")
    procedure, steps, forms, moving = (_module(place / f"{name}.py") for name in names)
    rest = later.procedure if later else today or Procedure(process, Declared(), steps_of(shared), {}, {})
    declared: Declared = getattr(procedure, "PROCEDURE", rest.declared)
    kept = Procedure(
        process=process,
        declared=declared,
        steps=_over(steps_of(steps) if steps else {}, rest.steps),
        forms=_over(getattr(forms, "TASK_FORMS", {}), rest.forms),
        papers=_over(declared.papers, rest.papers),
    )
    return Kept(place, kept, _renaming(moving, later.renaming if later else None))


def _renaming(moving: ModuleType | None, after: Renaming | None) -> Renaming:
    tasks, facts, codes = (getattr(moving, name, {}) for name in ("TASKS", "FACTS", "CODES"))
    return Renaming(tasks, facts, codes, after)


def _over(kept: Mapping[str, Any], later: Mapping[str, Any]) -> Mapping[str, Any]:
    return ChainMap(dict(kept), dict(later))


def _module(path: Path) -> ModuleType | None:
    """Return the module of a kept file, None when the folder has none."""
    spec = spec_from_file_location(".".join(path.with_suffix("").parts[-5:]), path) if path.exists() else None
    if spec is None or spec.loader is None:
        return None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _demand_whole(found: Earlier, folder: Path) -> None:
    """Raise DiagramRefused when a folder does not hold all that its diagrams name."""
    last = {key: kept.procedure for (key, _), kept in reversed(list(found.items()))}
    wrong = []
    for (key, _), kept in found.items():
        served = {**last, **catalog(folder), key: kept.procedure}
        lacking = lacks(kept.procedure.process, [served[one] for one in kept.procedure.process.diagrams])
        wrong += [f"{key} 的历史流程图（{kept.place.name}）：{lack}" for lack in lacking]
    if wrong:
        raise DiagramRefused("\n".join(wrong))
