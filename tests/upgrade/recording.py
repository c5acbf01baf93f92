"""Records an office of this release with a case waiting at every user task, and what each would be answered.

Run in the release that is to be kept: `python -m tests.upgrade.recording tests/upgrade/before.json.xz`.
"""

import base64
import json
import lzma
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import MetaData, select, text

from tests import databases
from tests.calendar import START, Calendar, shanghai
from tests.fixtures import SECRET, sqlite_template
from tests.office import Office, Page
from tests.processes.release_walks import WALKS, Walk
from workflows import clock, keyring
from workflows.catalog import catalog
from workflows.models import Base, Case, Task


class Waits(Exception):
    """The walk has come to a task at which no case of the recording waits yet."""


class Recorder:
    """Lets a walk go on until it is about to answer a task that nobody waits at; notes what it does."""

    def __init__(self) -> None:
        self.waiting: dict[tuple[str, str], dict[str, Any]] = {}
        self.events: list[dict[str, Any]] = []
        self.case_id = ""
        self._wanted = tasks_of_cases()
        self._submit, self._wake = Office.submit, Office.wake

    def submit(self, office: Office, username: str, page: Page, answers: Mapping[str, Any]) -> Any:
        """Answer, or leave the case where it is."""
        with office.begin() as session:
            task = session.scalars(select(Task).where(Task.id == page.task_id)).one_or_none()
            place = (task.process_key, task.name) if task else ("", "")
            case_id = str(task.case_id) if task else ""
        if place in self._wanted and place not in self.waiting:
            told = {"process": place[0], "task": place[1], "case_id": case_id}
            self.waiting[place] = {**told, "after": len(self.events)}
            raise Waits
        plain = {name: value if isinstance(value, list) else str(value) for name, value in answers.items()}
        self.case_id = case_id
        self._note(task=place[1], officer_id=office.people[username], answers=plain)
        return self._submit(office, username, page, answers)

    def wake(self, office: Office, case_id: Any) -> int:
        """Let a case be woken, and note it."""
        self._note()
        return self._wake(office, case_id)

    def _note(self, **event: Any) -> None:
        self.events.append({"at": clock.now().isoformat(), **event})


def record(office: Office, calendar: Calendar) -> dict[str, Any]:
    """Walk every walk as often as it comes to a task at which nobody waits.

    Return what each walk does from its beginning to its end, and who waits after how much of it.
    """
    recorder, walked = Recorder(), []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Office, "submit", lambda *given: recorder.submit(*given))
        patch.setattr(Office, "wake", lambda *given: recorder.wake(*given))
        for number, walk in enumerate(WALKS):
            known = set(recorder.waiting)
            while not _walked(walk, recorder, office, calendar):
                pass
            closed = office.one(Case, id=UUID(recorder.case_id)).closed_at is not None
            walked.append({"events": recorder.events, "closes": closed})
            for place in recorder.waiting.keys() - known:
                recorder.waiting[place]["walk"] = number
    if missing := tasks_of_cases() - recorder.waiting.keys():
        raise SystemExit(f"nobody waits at {missing}")
    return {"walks": walked, "waiting": list(recorder.waiting.values())}


def _walked(walk: Walk, recorder: Recorder, office: Office, calendar: Calendar) -> bool:
    recorder.events = []
    calendar.to("2026-11-23")
    try:
        with pytest.MonkeyPatch.context() as of_walk:
            walk(office, calendar, of_walk)
    except Waits:
        return False
    return True


def tasks_of_cases() -> set[tuple[str, str]]:
    """Return every user task at which a case can wait: in what somebody opens, and in what that calls."""
    opened = [one.process for one in catalog().values() if one.opened_by]
    keys = {key for process in opened for key in process.diagrams}
    return {(key, name) for key in keys for name in catalog()[key].process.user_tasks}


def rows_of(office: Office) -> dict[str, list[dict[str, Any]]]:
    """Return every row of our tables as SQLite holds it; octets as base64."""
    with office.engine.connect() as connection:
        known = MetaData()
        known.reflect(connection, only=[*Base.metadata.tables, "alembic_version"])
        return {
            name: [
                {key: _plain(value) for key, value in row.items()}
                for row in connection.execute(text(f'SELECT * FROM "{name}"')).mappings()  # noqa: S608
            ]
            for name in known.tables
        }


def _plain(value: Any) -> Any:
    return {"octets": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def main() -> None:
    """Record, and write the file."""
    keyring.use(SECRET)
    with tempfile.TemporaryDirectory() as folder, time_machine.travel(shanghai(START), tick=False) as now:
        office = Office(databases.led_to(databases.sqlite_copy(sqlite_template(), Path(folder))))
        recorded = {**record(office, Calendar(now)), "tables": rows_of(office)}
    octets = lzma.compress(json.dumps(recorded, ensure_ascii=False).encode(), preset=9)
    Path(sys.argv[1]).write_bytes(octets)


if __name__ == "__main__":
    main()
