"""A desk at which files of the field are imported, with everything that hangs on an import."""

from pathlib import Path

import pytest

from tests.fixtures import calendar, keys, office, own_office, shared_office, system
from tests.office import Office
from workflows.background import put_on_record
from workflows.importing import advance, begin
from workflows.models import CreditRecord, ImportReject, ImportRun, PenaltyDecision

__all__ = ["calendar", "desk", "keys", "office", "own_office", "shared_office", "system"]

FOLDER = Path(__file__).with_name("files")


class Desk:
    """Imports files of the field into a bureau, part by part, each with its credit records."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.faults: list[str] = []

    def take(self, name: str) -> tuple[int, int, int, int]:
        """Import the file and return how many rows were added, updated, unchanged, refused."""
        [path] = FOLDER.glob(f"{name}_*")
        with self.office.begin() as session:
            run_id = begin(session, path.name, path.read_bytes(), None).id
        more = True
        while more:
            with self.office.begin() as session:
                more = advance(session, run_id, put_on_record)
        self.faults = [reject.faults for reject in self.office.all(ImportReject, run_id=run_id)]
        run = self.office.one(ImportRun, id=run_id)
        return run.added, run.updated, run.unchanged, run.refused

    def decisions(self) -> list[PenaltyDecision]:
        return sorted(self.office.all(PenaltyDecision), key=lambda one: one.id)

    def nothing_is_on_record(self) -> bool:
        return not self.office.all(CreditRecord) and not self.office.all(PenaltyDecision)


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)
