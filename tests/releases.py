"""A next release for tests: every user task and every step renamed, in the diagrams and in the code."""

import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from forms import START, forms_of
from workflows.catalog import PROCESSES, Procedure, catalog, current
from workflows.catalog.current import declared_of, own_steps
from workflows.steps import Step
from workflows.steps.declared import Declared

SHOWN_IN = r'((?:<bpmn:userTask id|sourceRef|targetRef|bpmnElement|attachedToRef)=")({})(")'
LISTED_IN = r"(<bpmn:flowNodeRef>)({})(<)"
CALLED_IN = r'(Operator id=")({})(")'
FORMS = "from forms.{0} import TASK_FORMS\n"
STEPS = """from importlib.util import find_spec
if find_spec("workflows.processes.{0}.steps"):
    from workflows.processes.{0} import steps
    globals().update(vars(steps))
"""
DECLARED = "from workflows.processes.{0}.procedure import PROCEDURE\n"


def again(name: str) -> str:
    """The name under which the next release knows a task or a step."""
    return f"{name}_again"


class NextRelease:
    """The folder of the next release's diagrams, and what of this release is kept in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for key, procedure in catalog().items():
            file = self.folder / key / "process.bpmn"
            file.parent.mkdir(parents=True)
            file.write_text(renamed(procedure), "utf-8")

    def keep(self, *keys: str, forms: str = FORMS, steps: str = STEPS) -> "NextRelease":
        """Keep this release's diagrams, forms and steps, of all procedures unless some are named."""
        for key in keys or catalog(PROCESSES):
            place = self.folder / key / "earlier" / "until_the_next"
            place.mkdir(parents=True)
            shutil.copy(PROCESSES / key / "process.bpmn", place)
            (place / "forms.py").write_text(forms.format(key), "utf-8")
            (place / "steps.py").write_text(steps.format(key), "utf-8")
            (place / "procedure.py").write_text(DECLARED.format(key), "utf-8")
        return self

    def rename(self) -> "NextRelease":
        """Say in what is kept how the tasks are called now, so that cases can be moved."""
        for key, procedure in catalog(PROCESSES).items():
            names = {name: again(name) for name in procedure.process.user_tasks}
            place = self.folder / key / "earlier" / "until_the_next"
            (place / "moving.py").write_text(f"TASKS = {names!r}\n", "utf-8")
        return self

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let this process run the next release from now on, as after a restart."""
        monkeypatch.setattr(current, "PROCESSES", self.folder)
        monkeypatch.setattr(current, "own_steps", steps_again)
        monkeypatch.setattr(current, "declared_of", declared_again)
        monkeypatch.setattr(current, "_forms", forms_again)


def renamed(procedure: Procedure) -> str:
    """Return a procedure's diagram with its tasks and steps renamed."""
    text = (PROCESSES / procedure.process.key / "process.bpmn").read_text("utf-8")
    for pattern in (SHOWN_IN, LISTED_IN):
        text = _in(text, pattern, procedure.process.user_tasks)
    return _in(text, CALLED_IN, own_steps(procedure.process.key))


def _in(text: str, pattern: str, names: Iterable[str]) -> str:
    any_of = "|".join(map(re.escape, names)) or "(?!)"
    return re.sub(pattern.format(any_of), lambda found: found[1] + again(found[2]) + found[3], text)


def steps_again(key: str) -> dict[str, Step]:
    """Return a procedure's own steps as the next release has them."""
    return {again(name): step for name, step in own_steps(key).items()}


def declared_again(key: str) -> Declared:
    """Return what a procedure says of itself in the next release."""
    declared = declared_of(key)
    return replace(declared, previews={again(name): one for name, one in declared.previews.items()})


def forms_again(key: str) -> dict[str, type]:
    """Return a procedure's forms as the next release has them."""
    return {name if name == START else again(name): form for name, form in forms_of(key).items()}
