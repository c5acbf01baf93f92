"""Adds the procedure 走访帮扶 from outside, as `make procedure` writes it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import forms
from tests.fixtures import calendar, database_url, keys, system
from tests.webapp.conftest import browse, bureau, office
from workflows import processes
from workflows.catalog import PROCESSES, current
from workflows.documents import catalogue, environment, versions

__all__ = ["browse", "bureau", "calendar", "database_url", "keys", "office", "system"]
SCRIPT = Path(__file__).parents[2] / "scripts" / "new_procedure.py"


class Outside:
    """The folder of the procedure and its form file, to be spoiled before they are read."""

    def __init__(self, folder: Path, *, alone: bool) -> None:
        self.processes, self.forms = folder / "workflows" / "processes", folder / "forms"
        written = ["python", str(SCRIPT), "visit", "走访帮扶", "访", str(folder)]
        subprocess.run(written, check=True, stdout=subprocess.DEVNULL)
        for place in () if alone else PROCESSES.iterdir():
            if (place / "process.bpmn").exists():
                (self.processes / place.name).symlink_to(place)

    def spoil(self, file: str, old: str, new: str) -> None:
        """Change a file of the procedure, or its form file."""
        path = self.forms / file if file == "visit.py" else self.processes / "visit" / file
        text = path.read_text("utf-8")
        assert old in text, f"{old} is not in {file}"
        path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def outside(tmp_path, monkeypatch) -> Iterator[Outside]:
    """The house with one more procedure beside its own."""
    yield from added_to_the_house(Outside(tmp_path, alone=False), monkeypatch)


@pytest.fixture
def by_itself(tmp_path, monkeypatch) -> Iterator[Outside]:
    """A house with this procedure only, which is read in no time."""
    yield from added_to_the_house(Outside(tmp_path, alone=True), monkeypatch)


def added_to_the_house(added: Outside, monkeypatch: pytest.MonkeyPatch) -> Iterator[Outside]:
    monkeypatch.setattr(processes, "__path__", [*processes.__path__, str(added.processes)])
    monkeypatch.setattr(forms, "__path__", [*forms.__path__, str(added.forms)])
    for module in (current, catalogue, environment, versions):
        monkeypatch.setattr(module, "PROCESSES", added.processes)
    forget()
    yield added
    monkeypatch.undo()
    forget()


def forget() -> None:
    """Let go what was read of procedures and papers, so that it is read anew."""
    for cached in (
        catalogue.catalogue,
        environment.environment,
        environment.family,
        versions.template_digest,
    ):
        cached.cache_clear()
    for name in [one for one in sys.modules if one.startswith(("workflows.processes.visit", "forms.visit"))]:
        del sys.modules[name]
