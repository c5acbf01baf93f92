"""The people of a case as its page names them: the part of each, and who stepped out, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import Part, RecusalGround
from workflows import clock
from workflows.law.numerals import written
from workflows.models import CasePart, Officer, Reassignment, Recusal


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
    ]


def _reassigned(row: Reassignment) -> CasePerson:
    before = row.before.name if row.before else ""
    whither = f"改派给{row.after.name}" if row.after else "退回科室"
    on = written(clock.day_of(row.at))
    return CasePerson(name=before, words=f"{on}“{row.title}”由{row.by.name}{whither}：{row.reason}")
