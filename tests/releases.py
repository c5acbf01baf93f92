"""A next release for tests: every user task and every step renamed, in the diagrams and in the code."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import pytest

from forms import START, forms_of
from workflows.catalog import PROCESSES, Procedure, catalog, current
from workflows.steps import Step, steps_of

SHOWN_IN = r'((?:<bpmn:userTask id|sourceRef|targetRef|bpmnElement|attachedToRef)=")({})(")'
LISTED_IN = r"(<bpmn:flowNodeRef>)({})(<)"
CALLED_IN = r'(Operator id=")({})(")'
FORMS = "from forms.{0} import TASK_FORMS\n"
STEPS = "from workflows.processes.{0} import steps\nglobals().update(vars(steps))\n"


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
        monkeypatch.setattr(current, "_module", module_again)
        monkeypatch.setattr(current, "_forms", forms_again)


def renamed(procedure: Procedure) -> str:
    """Return a procedure's diagram with its tasks and steps renamed."""
    text = (PROCESSES / procedure.process.key / "process.bpmn").read_text("utf-8")
    for pattern in (SHOWN_IN, LISTED_IN):
        text = _in(text, pattern, procedure.process.user_tasks)
    return _in(text, CALLED_IN, steps_of(procedure.module))


def _in(text: str, pattern: str, names: Iterable[str]) -> str:
    any_of = "|".join(map(re.escape, names)) or "(?!)"
    return re.sub(pattern.format(any_of), lambda found: found[1] + again(found[2]) + found[3], text)


def module_again(key: str) -> ModuleType:
    """Return a procedure's module as the next release has it."""
    module = _of_this_release(f"workflows.processes.{key}.steps")
    steps: dict[str, Step] = steps_of(module)
    renamed_module = ModuleType(f"{module.__name__}_again")
    kept = {name: value for name, value in vars(module).items() if name not in steps}
    vars(renamed_module).update({**kept, **{again(name): step for name, step in steps.items()}})
    return renamed_module


def _of_this_release(name: str) -> ModuleType:
    return __import__(name, fromlist=["steps"])


def forms_again(key: str) -> dict[str, type]:
    """Return a procedure's forms as the next release has them."""
    return {name if name == START else again(name): form for name, form in forms_of(key).items()}
