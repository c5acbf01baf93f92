"""The release before this one, with a case at every user task, upgraded: all of them are walked to their end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.office import Office
from tests.processes.release_walks import WALKS
from tests.releases import NextRelease
from workflows import casework
from workflows.catalog import catalog
from workflows.errors import NotServed
from workflows.models import CaseStep

OPENING = ("open_case", "open_cases")


@pytest.fixture
def release(tmp_path: Path) -> NextRelease:
    """The next release: every user task and every step of every procedure is called otherwise."""
    return NextRelease(tmp_path / "processes")


@contextmanager
def upgraded_once_opened(release: NextRelease) -> Iterator[pytest.MonkeyPatch]:
    """Open cases under this release; the next one runs as soon as one is opened, until the end."""
    with pytest.MonkeyPatch.context() as patch:
        for name in OPENING:
            patch.setattr(casework, name, _then_upgraded(getattr(casework, name), release, patch))
        yield patch


def _then_upgraded(opening: Callable[..., Any], release: NextRelease, patch: pytest.MonkeyPatch) -> Any:
    def opened(*given: Any, **named: Any) -> Any:
        found = opening(*given, **named)
        release.install(patch)
        return found

    return opened


def answered(office: Office) -> set[tuple[str, str]]:
    with office.begin() as session:
        steps = select(CaseStep.process_key, CaseStep.name).where(CaseStep.kind == "completed")
        return {(key, name) for key, name in session.execute(steps.distinct())}


def drawn() -> set[tuple[str, str]]:
    return {(key, name) for key, one in catalog().items() for name in one.process.user_tasks}


@pytest.mark.parametrize("system", ["sqlite"])
def test_a_case_at_every_user_task_goes_on_after_the_upgrade(office, calendar, release):
    release.keep()
    for walk in WALKS:
        calendar.to("2026-11-23")
        with upgraded_once_opened(release) as patch:
            walk(office, calendar, patch)
    assert drawn() - answered(office) == set()


@pytest.mark.parametrize("system", ["sqlite"])
def test_planted_without_what_was_kept_the_case_does_not_go_on(office, calendar, release):
    with upgraded_once_opened(release) as patch, pytest.raises(NotServed):
        WALKS[0](office, calendar, patch)
