"""A desk at which files of the field are imported, with everything that hangs on an import."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from forms.choices import MadeKnown
from tests.fixtures import calendar, keys, office, own_office, shared_office, system
from tests.office import Office
from workflows.audit import Finding
from workflows.audit.verifying import verify
from workflows.background import put_on_record
from workflows.casework import Actor, actor_of
from workflows.casework.parties import change_party, enter_party
from workflows.casework.reading import search_entities
from workflows.importing import advance, begin, open_file, report
from workflows.models import BusinessEntity, CreditRecord, ImportReject, ImportRun, PenaltyDecision

__all__ = ["calendar", "desk", "keys", "office", "own_office", "shared_office", "system"]

DAY = date(2026, 11, 9)
FOLDER = Path(__file__).with_name("files")


class Desk:
    """Imports files of the field into a bureau, part by part, each with its credit records."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.faults: list[str] = []
        self.report: list[str] = []

    def take(self, name: str) -> tuple[int, int, int, int]:
        """Import the file and return how many rows were added, updated, unchanged, refused."""
        [path] = FOLDER.glob(f"{name}_*")
        with self.office.begin() as session:
            run_id = begin(session, path.name, path.read_bytes(), None).id
        open_file(self.office.begin, run_id)
        more = True
        while more:
            with self.office.begin() as session:
                more = advance(session, run_id, put_on_record)
        self.faults = [reject.faults for reject in self.office.all(ImportReject, run_id=run_id)]
        run = self.office.one(ImportRun, id=run_id)
        self.report = report(run)
        return run.added, run.updated, run.unchanged, run.refused

    def decisions(self) -> list[PenaltyDecision]:
        return sorted(self.office.all(PenaltyDecision), key=lambda one: one.id)

    def rename(self, entity_id: int, name: str) -> None:
        self.change(
            entity_id, {"kind": MadeKnown.RENAMED, "name": name, "from_day": DAY, "source": "登记通知书"}
        )

    def change(self, entity_id: int, told: Mapping[str, Any]) -> None:
        with self.office.begin() as session:
            change_party(session, entity_id, told, self.clerk(session))

    def enter(self, **told: object) -> BusinessEntity:
        with self.office.begin() as session:
            return enter_party(session, told, self.clerk(session))[0]

    def clerk(self, session: Session) -> Actor:
        return actor_of(session, self.office.people["credit_section"])

    def found(self, q: str) -> list[int]:
        with self.office.begin() as session:
            return [row.id for row in search_entities(session, q, 1, self.clerk(session)).rows]

    def audited(self) -> list[Finding]:
        with self.office.begin() as session:
            return list(verify(session))

    def nothing_is_on_record(self) -> bool:
        return not self.office.all(CreditRecord) and not self.office.all(PenaltyDecision)


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)
