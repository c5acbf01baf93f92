"""The people of a case as its page names them: the part of each, and who stepped out, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from forms.choices import Part, RecusalGround, SecondOfficerVerdict
from workflows import clock
from workflows.casework.reading.second_officers import state_of
from workflows.law.numerals import written
from workflows.models import Case, CasePart, Officer, Reassignment, Recusal, SecondOfficerRequest


@dataclass(frozen=True, kw_only=True)
class CasePerson:
    """Somebody who has a part in the case, or had to leave it."""

    name: str
    words: str


def people_rows(session: Session, case_id: UUID) -> Sequence[CasePerson]:
    """Return who has which part in a case, the first first, then who stepped out of it."""
    parts = select(Officer.name, CasePart.part).join(Officer, CasePart.officer_id == Officer.id)
    parts = parts.where(CasePart.case_id == case_id).order_by(CasePart.since, Officer.id)
    out = select(Officer.name, Recusal.kind, Recusal.at).join(Officer, Recusal.officer_id == Officer.id)
    out = out.where(Recusal.case_id == case_id).order_by(Recusal.at)
    moved = select(Reassignment).where(Reassignment.case_id == case_id).order_by(Reassignment.id)
    return [
        *(CasePerson(name=name, words=Part(part).label) for name, part in session.execute(parts)),
        *(
            CasePerson(name=name, words=f"自{written(clock.day_of(at))}起回避：{RecusalGround(kind).label}")
            for name, kind, at in session.execute(out)
        ),
        *(_reassigned(row) for row in session.scalars(moved)),
        *_not_come(session, case_id),
    ]


def _reassigned(row: Reassignment) -> CasePerson:
    before = row.before.name if row.before else ""
    whither = f"改派给{row.after.name}" if row.after else "退回科室"
    on = written(clock.day_of(row.at))
    return CasePerson(name=before, words=f"{on}“{row.title}”由{row.by.name}{whither}：{row.reason}")


def _not_come(session: Session, case_id: UUID) -> Iterator[CasePerson]:
    """Yield who was asked to be the second of two officers, and has not agreed."""
    asked = select(SecondOfficerRequest).where(SecondOfficerRequest.case_id == case_id)
    people = (SecondOfficerRequest.officer, SecondOfficerRequest.asked_by, SecondOfficerRequest.answer)
    whole = asked.order_by(SecondOfficerRequest.id).options(*(joinedload(one) for one in people))
    is_open = session.get_one(Case, case_id).closed_at is None
    for row in session.scalars(whole):
        if row.answer is None or row.answer.verdict != SecondOfficerVerdict.AGREED:
            on, state = written(clock.day_of(row.at)), state_of(row.answer, waits=is_open)
            yield CasePerson(name=row.officer.name, words=f"{on}由{row.asked_by.name}请其协办，{state}")
