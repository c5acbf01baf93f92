"""An exception anywhere in the door leaves nothing behind; tried at every step of every diagram, and around them."""

from contextlib import contextmanager

import pytest

from tests.casework.health import ailments
from tests.dump import dump
from tests.office import Office
from tests.processes import walks
from workflows.casework import cases, due, moves, opening, tasks
from workflows.casework.hands import CaseHands
from workflows.catalog import catalog
from workflows.documents import issue
from workflows.engine import Run
from workflows.jobs import queueing
from workflows.register import commit
from workflows.register.sealing_session import SealingSession

pytestmark = pytest.mark.own_database


class Planted(Exception):
    """The fault that the test planted."""


class FaultyOffice(Office):
    """A bureau in whose doors each place fails once; whatever failed has left nothing, and is done again."""

    tried: set[str]
    inside: bool

    def fail_once_after(self, place: str) -> None:
        if self.inside and place not in self.tried:
            self.tried.add(place)
            raise Planted(place)

    def open(self, *asked, **answers):
        return self._until_it_works(lambda: super(FaultyOffice, self).open(*asked, **answers))

    def submit(self, *asked):
        return self._until_it_works(lambda: super(FaultyOffice, self).submit(*asked))

    def wake(self, *asked):
        return self._until_it_works(lambda: super(FaultyOffice, self).wake(*asked))

    def _until_it_works(self, call):
        before = dump(self.engine)
        while True:
            self.inside = True
            try:
                return call()
            except Planted as fault:
                self._nothing_changed_since(before, fault)
            finally:
                self.inside = False

    def _nothing_changed_since(self, before, fault):
        assert dump(self.engine) == before, f"{fault} left something behind"


REPAIR = ("credit_repair", "repair_notice")
SERVED = {"service/record_service", "service/record_attempt"}
AROUND = {
    "the case's number": (opening, "next_number"),
    "the document's number": (issue, "next_number"),
    "the job": (queueing, "put"),
    "the engine's state": (Run, "save"),
    "the tasks": (moves, "project"),
    "the firing": (due, "finish"),
    "the stored answer": (tasks, "keep_answer"),
    "the stored opening": (cases, "keep_answer"),
    "the chain": (commit, "_append_links"),
}
WALKED = (
    walks.granted_and_looked_at_again,
    walks.granted_after_correction,
    walks.granted_after_an_extension,
    walks.refused,
    walks.not_accepted_because_too_early,
    walks.transferred,
    walks.never_corrected,
    walks.notified,
)


@pytest.fixture
def faulty(office, monkeypatch):
    office.__class__ = FaultyOffice
    office.tried, office.inside = set(), False
    for place, (owner, name) in AROUND.items():
        _plant(monkeypatch, office, place, owner, name)
    call = CaseHands.call

    def call_and_fail(self, process_key, operation, parameters):
        answer = call(self, process_key, operation, parameters)
        office.fail_once_after(f"{process_key}/{operation}")
        return answer

    monkeypatch.setattr(CaseHands, "call", call_and_fail)
    return office


def _plant(monkeypatch, office, place, owner, name):
    whole = getattr(owner, name)

    def do_and_fail(*asked, **more):
        answer = whole(*asked, **more)
        office.fail_once_after(place)
        return answer

    monkeypatch.setattr(owner, name, do_and_fail)


def test_a_fault_after_any_step_number_link_or_job_leaves_nothing(faulty, calendar):
    for walk in WALKED:
        calendar.to("2026-11-23")
        walk(faulty, calendar)
    steps = {f"{key}/{name}" for key in REPAIR for name in catalog()[key].process.operations}
    assert faulty.tried >= steps | SERVED | AROUND.keys()
    assert ailments(faulty) == []


def test_planted_a_transaction_that_keeps_what_failed_is_found(faulty, calendar):
    @contextmanager
    def careless():
        with SealingSession(faulty.engine) as session:
            try:
                yield session
            finally:
                session.commit()

    faulty.begin = careless
    with pytest.raises(AssertionError, match="left something behind"):
        walks.granted(faulty, calendar)
