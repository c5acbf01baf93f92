"""One repair case as a test carries it through the doors, task by task."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, Self
from unittest.mock import patch
from uuid import UUID, uuid4

from tests.calendar import Calendar
from tests.office import VERIFIED, Office
from workflows.models import Case, CaseStep, CreditRecord, Deadline, Document
from workflows.processes.credit_repair.steps import LOTS

WHO = {
    "formal_check": "case_officer",
    "review_acceptance": "reviewer",
    "review_refusal_of_acceptance": "reviewer",
    "verify": "case_officer",
    "review_extension": "reviewer",
    "approve_extension": "approver",
    "review": "reviewer",
    "approve": "approver",
    "watch": "credit_section",
}
OPINION = {
    "review_acceptance": "acceptance_opinion",
    "review_refusal_of_acceptance": "refusal_of_acceptance_opinion",
    "review_extension": "extension_review",
    "approve_extension": "extension_opinion",
    "review": "review_opinion",
    "approve": "approval_opinion",
}
DRAWN, NOT_DRAWN = 0, LOTS - 1
EXTEND = {"course": "extend", "extension_reason": "须到外地核实。"}


@contextmanager
def lot(number: int) -> Iterator[None]:
    """Let the cases opened inside draw this lot for being looked at again."""

    def drawn() -> UUID:
        return UUID(int=uuid4().int // LOTS * LOTS + number)

    with patch("workflows.casework.opening.uuid4", drawn):
        yield


class Repair:
    """A repair case, applied for today; it is not drawn for being looked at again unless a test says so."""

    def __init__(
        self,
        office: Office,
        calendar: Calendar,
        record: int | None = None,
        watch: int = NOT_DRAWN,
        **facts: Any,
    ) -> None:
        self.office, self.calendar = office, calendar
        self.record_id = record or office.penalty()
        with lot(watch):
            self.id = office.apply(self.record_id, **facts)

    @classmethod
    def resumed(cls, office: Office, calendar: Calendar, case: Case) -> Self:
        """Take up a case that was opened before."""
        repair = cls.__new__(cls)
        repair.office, repair.calendar, repair.id, repair.record_id = (
            office,
            calendar,
            case.id,
            case.record_id,
        )
        return repair

    def do(self, task: str, **answers: Any) -> Self:
        """Answer an open task, as whoever it is for."""
        self.office.answer(WHO.get(task, "window"), self.id, task, **answers)
        return self

    def agree(self, *tasks: str) -> Self:
        """Have these tasks agreed to, one after the other."""
        for task in tasks:
            self.do(task, **{OPINION[task]: "agree"})
        return self

    def send_back(self, task: str) -> Self:
        """Have a task sent back to the handler."""
        return self.do(task, **{OPINION[task]: "return"}, reason="请再核对。")

    def serve(self, **answers: Any) -> Self:
        """Have the document that waits longest served."""
        self.office.serve(self.id, **answers)
        return self

    def accept(self) -> Self:
        """Have the application found complete, accepted, and the notice served."""
        return self.do("formal_check", materials="complete").agree("review_acceptance").serve()

    def verify(self, **found: Any) -> Self:
        """Verify on paper; all is found in order unless a test says otherwise."""
        return self.do("verify", **{**VERIFIED, **found})

    def decide(self, **found: Any) -> Self:
        """Verify, review and approve."""
        return self.verify(**found).agree("review", "approve")

    def ask_to_correct(self) -> Self:
        """Ask for what is missing, and serve the request."""
        return self.do("formal_check", materials="incomplete", missing="信用承诺书\n缴款凭证").serve()

    def supply(self, **answers: Any) -> Self:
        """Take in what the party supplied today."""
        given = {"supplied_on": self.calendar.today, "supplied_files": [self.office.file()], **answers}
        return self.do("supply", supplied="supplied", **given)

    def withdraw_instead_of_supplying(self) -> Self:
        return self.do("supply", supplied="withdrawn", supplied_on=self.calendar.today)

    def wake(self, day: str | date) -> Self:
        """Let the worker look at the case on the morning of a day."""
        self.calendar.to(day, "00:00")
        self.office.wake(self.id)
        return self

    @property
    def case(self) -> Case:
        return self.office.one(Case, id=self.id)

    @property
    def outcome(self) -> str | None:
        return self.case.outcome

    @property
    def record(self) -> CreditRecord:
        return self.office.one(CreditRecord, id=self.record_id)

    @property
    def waits(self) -> list[str]:
        return self.office.waits(self.id)

    @property
    def titles(self) -> list[str]:
        """The titles of the documents issued, in order, without the proofs of their service."""
        papers = sorted(self.office.all(Document, case_id=self.id), key=lambda paper: paper.issued_at)
        return [paper.title for paper in papers if paper.kind != "proof_of_service"]

    def paper(self, kind: str) -> Document:
        return self.office.one(Document, case_id=self.id, kind=kind)

    def limits(self, clock: str) -> list[Deadline]:
        """The limits of a clock, in the order in which they began."""
        return sorted(self.office.all(Deadline, case_id=self.id, clock=clock), key=lambda row: row.occurrence)

    def limit(self, clock: str) -> Deadline:
        [row] = self.limits(clock)
        return row

    @property
    def steps(self) -> list[CaseStep]:
        """The steps taken, in order."""
        return sorted(self.office.all(CaseStep, case_id=self.id), key=lambda step: step.seq)
