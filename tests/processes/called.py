"""One case of a procedure that others call, as a test carries it through the doors, task by task."""

from collections.abc import Mapping
from typing import Any, Self

import pytest

from tests.calendar import Calendar
from tests.office import Office
from tests.processes.alone import open_alone, opens_alone
from workflows.casework.reading.case import known_to
from workflows.models import Case, CaseStep, CreditEntry, Deadline, Document

WHO = {
    "serve": "window",
    "hand_over": "case_officer",
    "case_check": "reviewer",
    "legal_check": "qualified",
    "approve_extension": "approver",
    "propose": "case_officer",
    "approve_by_unit_head": "unit_head",
    "approve_by_leader": "approver",
    "approve_by_chief": "chief",
    "discuss": "panel",
    "ask_superior": "case_officer",
    "arrange": "case_officer",
    "inspect": "case_officer",
    "confirm": "unit_head",
}


class Called:
    """A case of a called procedure, opened as if a caller had set these facts."""

    def __init__(
        self, office: Office, calendar: Calendar, monkeypatch: pytest.MonkeyPatch, key: str, **facts: Any
    ) -> None:
        self.office, self.calendar, self.key = office, calendar, key
        opens_alone(monkeypatch, key, **facts)
        self.id = open_alone(office, key)

    def do(self, task: str, *, by: str = "", **answers: Any) -> Self:
        """Answer an open task, as whoever it is for or as somebody else."""
        self.office.answer(by or WHO[task], self.id, task, **answers)
        return self

    def serve(self) -> Self:
        """Serve the paper that waits, in person."""
        self.office.serve(self.id)
        return self

    def wake(self, day: str) -> Self:
        """Let the worker look at the case on the morning of a day."""
        self.calendar.to(day, "00:00")
        self.office.wake(self.id)
        return self

    @property
    def waits(self) -> list[str]:
        return self.office.waits(self.id)

    @property
    def data(self) -> Mapping[str, Any]:
        """What the diagram knows, and a caller finds when the procedure has ended."""
        with self.office.begin() as session:
            return dict(known_to(session.get_one(Case, self.id)))

    @property
    def ended(self) -> bool:
        return self.office.one(Case, id=self.id).closed_at is not None

    @property
    def entries(self) -> list[CreditEntry]:
        return sorted(self.office.all(CreditEntry, case_id=self.id), key=lambda entry: entry.case_seq)

    @property
    def flows(self) -> set[str]:
        """The sequence flows of this procedure that were taken."""
        steps = self.office.all(CaseStep, case_id=self.id)
        return {flow for step in steps for key, flow in step.passed if key == self.key}

    def papers(self, kind: str) -> list[Document]:
        return sorted(self.office.all(Document, case_id=self.id, kind=kind), key=lambda one: one.serial)

    def paper(self, kind: str) -> Document:
        [document] = self.papers(kind)
        return document

    def limit(self, clock: str) -> Deadline:
        """The latest limit of a clock."""
        return max(self.office.all(Deadline, case_id=self.id, clock=clock), key=lambda row: row.occurrence)
