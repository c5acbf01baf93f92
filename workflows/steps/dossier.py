"""The dossier (案卷) of a case: what was answered in it so far, read once and asked by task name."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from forms import START
from forms.choices import Part, Role
from workflows.errors import NotFound
from workflows.models import (
    Case,
    CasePart,
    CaseStep,
    CreditRecord,
    Deadline,
    Document,
    Officer,
    PenaltyDecision,
)
from workflows.parties.addressee import Addressee, addressee_of
from workflows.steps.personal import opened

OFFICERS = frozenset({Role.CASE_OFFICER.value})
"""As whom somebody acts who has answered nothing yet: the second of two officers."""


class Dossier:
    """One case's papers, as the steps and the pages need them."""

    def __init__(self, session: Session, case: Case) -> None:
        """Take the case; nothing is read before it is asked for."""
        self.session = session
        self.case = case
        self.actor_id: int | None = None
        self.document_id: UUID | None = None
        self._given: tuple[str, Mapping[str, Any]] = ("", {})

    def add(self, name: str, kept: Mapping[str, Any], actor_id: int | None) -> None:
        """Lay the answers that are being given right now on top; their step is written at the end of the move."""
        self._given, self.actor_id = (name, kept), actor_id

    @property
    def answering(self) -> str:
        """The name of the task that is being answered right now; empty when nobody answers one."""
        return self._given[0]

    @cached_property
    def party(self) -> Addressee:
        """To whom the papers of the case go today: its party, or who took its place."""
        return addressee_of(self.session, self.case)

    @cached_property
    def steps(self) -> list[CaseStep]:
        """Every step of the case, in order."""
        found = select(CaseStep).where(CaseStep.case_id == self.case.id).order_by(CaseStep.seq)
        return list(self.session.scalars(found))

    @cached_property
    def deadlines(self) -> list[Deadline]:
        """Every deadline of the case, the latest first."""
        found = select(Deadline).where(Deadline.case_id == self.case.id).order_by(Deadline.id.desc())
        return list(self.session.scalars(found))

    def read_limits(self) -> datetime | None:
        """Read the deadlines, and return in the same statement when the case's last step was."""
        last = (
            select(func.max(CaseStep.at)).where(CaseStep.case_id == Case.id).correlate(Case).scalar_subquery()
        )
        read = select(last, Deadline).select_from(Case).outerjoin(Deadline, Deadline.case_id == Case.id)
        of_case = read.where(Case.id == self.case.id).order_by(Deadline.id.desc())
        rows = self.session.execute(of_case).all()
        self.deadlines = [deadline for _, deadline in rows if deadline is not None]
        at: datetime | None = rows[0][0]
        return at

    @cached_property
    def record(self) -> CreditRecord:
        """The credit record that the case is about. Raises NotFound when it is about none."""
        found = select(CreditRecord).where(CreditRecord.id == self.case.record_id)
        with_penalty = found.options(joinedload(CreditRecord.penalty), joinedload(CreditRecord.entity))
        record = self.session.scalars(with_penalty).one_or_none()
        if record is None:
            raise NotFound
        return record

    @cached_property
    def penalty(self) -> PenaltyDecision:
        """The penalty decision behind the record. Raises NotFound when the record is of another kind."""
        if self.record.penalty is None:
            raise NotFound
        return self.record.penalty

    @property
    def document(self) -> Document:
        """The document at hand. Raises NotFound when there is none."""
        document = self.session.get(Document, self.document_id) if self.document_id else None
        if document is None:
            raise NotFound
        return document

    def officers(self, *ids: int | None) -> list[dict[str, str]]:
        """Return the acting officer and others by id, with the numbers of their certificates, as papers name them."""
        return self.officers_named(self.actor_id, *ids)

    def officers_named(self, *ids: int | None) -> list[dict[str, str]]:
        """Return officers by id, in that order, with the numbers of their certificates, as papers name them."""
        wanted = [one for one in ids if one is not None]
        found = {one.id: one for one in self.session.scalars(select(Officer).where(Officer.id.in_(wanted)))}
        named = [found[one] for one in wanted if one in found]
        return [{"name": one.name, "certificate": one.certificate_number or ""} for one in named]

    def handlers(self) -> list[dict[str, str]]:
        """Return those who handle the case, as papers name them; not whoever only took it in at the window."""
        handling = CasePart.case_id == self.case.id, CasePart.part == Part.HANDLING
        found = select(CasePart.officer_id).where(*handling).order_by(CasePart.since, CasePart.officer_id)
        acted: dict[int | None, set[str]] = {}
        for step in self.steps:
            acted.setdefault(step.actor_id, set()).add(step.actor_role)
        ids = [one for one in self.session.scalars(found) if Role.CASE_OFFICER in acted.get(one, OFFICERS)]
        return self.officers_named(*ids)

    def step(self, name: str) -> CaseStep | None:
        """Return the latest step in which a task was answered, if it was."""
        return next((step for step in reversed(self.steps) if step.name == name), None)

    def answers(self, name: str) -> Mapping[str, Any]:
        """Return the latest answers to a task, personal text opened; empty when there are none."""
        step = self.step(name)
        kept = self._given[1] if self._given[0] == name else step.answers if step else {}
        return {key: opened(value) for key, value in kept.items()}

    @property
    def application(self) -> Mapping[str, Any]:
        """The answers that opened the case."""
        return self.answers(START)

    @property
    def running(self) -> list[Deadline]:
        """The deadlines that have not ended, the first due first."""
        return sorted((row for row in self.deadlines if row.ended_at is None), key=lambda row: row.due_at)

    @property
    def kept(self) -> list[Deadline]:
        """The deadlines that ran out while nobody waited for them, none of them counted anew since."""
        replaced = {row.replaces_id for row in self.deadlines}
        return [row for row in self.deadlines if row.is_kept and row.id not in replaced]

    def deadline(self, *clocks: str) -> Deadline | None:
        """Return the latest deadline of one of these clocks, if there is one."""
        return next((deadline for deadline in self.deadlines if deadline.clock in clocks), None)
