"""Finds the rows of the worked office that faults are planted in."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.models import (
    CaseStep,
    CreditEntry,
    Deadline,
    Officer,
)

Named = tuple[str, str, str]
"""Promise, table and row, as the auditor must name them."""


def step_named(session: Session, name: str) -> CaseStep:
    return session.scalars(select(CaseStep).where(CaseStep.name == name).order_by(CaseStep.id)).first()


def entry_of(session: Session, step: CaseStep) -> CreditEntry:
    return session.scalars(select(CreditEntry).filter_by(case_id=step.case_id, case_seq=step.seq)).one()


def running_deadline(session: Session) -> Deadline:
    return session.scalars(select(Deadline).where(Deadline.ended_at.is_(None)).order_by(Deadline.id)).first()


def another(session: Session, officer_id: int) -> int:
    return session.scalars(select(Officer.id).where(Officer.id != officer_id).order_by(Officer.id)).first()
