"""An office of the release before, with a case waiting at every user task, is upgraded; each goes on to its end."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine

from tests import databases
from tests.fixtures import SYSTEMS, postgresql_server
from tests.office import Office
from tests.upgrade.older import build, recorded
from webapp.migrating import upgrade
from workflows import audit, casework
from workflows.models import Case, Task

pytestmark = pytest.mark.own_database
AFTERWARDS = datetime.fromisoformat("2028-01-03T02:00:00+00:00")
OF_THE_WORKER = {"B2.3", "B4.2", "B5.2", "B5.5"}
"""Nobody worked on until then: what ran out was not fired, what was queued not done; the queue was not recorded."""
Recording = Mapping[str, Any]


@dataclass
class Upgraded:
    """The office after the upgrade, with what the recording says of it."""

    office: Office
    found: Recording

    def findings(self) -> list[audit.Finding]:
        with time_machine.travel(AFTERWARDS), self.office.begin() as session:
            return [one for one in audit.verify(session) if one.promise not in OF_THE_WORKER]

    def walk_to_its_end(self, waiting: Mapping[str, Any]) -> str | None:
        """Do with a case what the walk did from there on, and return how it ended."""
        case_id = UUID(waiting["case_id"])
        for event in self.walk_of(waiting)["events"][waiting["after"] :]:
            with time_machine.travel(datetime.fromisoformat(event["at"]), tick=False):
                self._do(case_id, event)
        outcome: str | None = self.office.one(Case, id=case_id).outcome
        return outcome

    def walk_of(self, waiting: Mapping[str, Any]) -> Mapping[str, Any]:
        walk: Mapping[str, Any] = self.found["walks"][waiting["walk"]]
        return walk

    def _do(self, case_id: UUID, event: Mapping[str, Any]) -> None:
        if "task" not in event:
            self.office.wake(case_id)
            return
        [name] = [name for name, one in self.office.people.items() if one == event["officer_id"]]
        answers = {key: self._staged(name, value) for key, value in event["answers"].items()}
        self.office.answer(name, case_id, event["task"], **answers)

    def _staged(self, name: str, value: Any) -> Any:
        """Return an answer with a file of its own for each that the walk's case was given."""
        if isinstance(value, list):
            return [self._staged(name, one) for one in value]
        return self.office.file(name) if value in self.files else value

    @property
    def files(self) -> set[str]:
        return {str(UUID(row["id"])) for row in self.found["tables"]["attachment"]}


@pytest.fixture(params=SYSTEMS)
def upgraded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Upgraded]:
    on_postgresql = request.param == "postgresql"
    url = databases.postgresql_empty(postgresql_server()) if on_postgresql else file_in(tmp_path)
    with brought_here(url, recorded()) as found:
        yield found


def file_in(folder: Path) -> str:
    return f"sqlite:///{folder / 'casework.sqlite3'}"


@contextmanager
def brought_here(url: str, found: Recording) -> Iterator[Upgraded]:
    """Build the recorded office on an empty database, and upgrade it as `flask upgrade` does."""
    engine = databases.opened(url)
    build(engine, found["tables"])
    upgrade(engine)
    people = {row["username"]: row["id"] for row in found["tables"]["officer"]}
    sections = {row["code"]: row["id"] for row in found["tables"]["department"]}
    yield Upgraded(Office(engine, people=people, sections=sections), found)
    engine.dispose()


def test_the_auditor_is_content_and_nobody_is_stranded(upgraded):
    places = {(task.process_key, task.name) for task in upgraded.office.all(Task)}
    assert places >= {(one["process"], one["task"]) for one in upgraded.found["waiting"]}
    assert upgraded.findings() == []
    with upgraded.office.begin() as session:
        casework.refuse_stranding(session)


def test_planted_what_was_changed_before_the_upgrade_is_found_after_it(tmp_path):
    found = recorded()
    deadline, task = found["tables"]["deadline"][0], found["tables"]["task"][0]
    deadline["last_day"], task["claimed_by_id"] = "2031-01-01", found["tables"]["officer"][1]["id"]
    with brought_here(file_in(tmp_path), found) as upgraded:
        assert {"deadline", "task"} <= {one.table for one in upgraded.findings() if one.promise == "B6.6"}


@pytest.mark.long
def test_every_case_is_walked_to_its_end(upgraded):
    ended = {
        (one["process"], one["task"]): upgraded.walk_to_its_end(one)
        for one in upgraded.found["waiting"]
        if upgraded.walk_of(one)["closes"]
    }
    assert [place for place, outcome in ended.items() if outcome is None] == []
    # The walks' days are those of the recording, so what is older than parts with an origin, and than reminders,
    # seems to be later than the first of them.
    assert [one for one in upgraded.findings() if one.promise not in {"B3.6", "B4.7"}] == []
