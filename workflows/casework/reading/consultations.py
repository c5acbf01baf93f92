"""Who read what, as it can be asked; and the head of a case, which is all that others see of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from workflows import clock
from workflows.catalog import process_of
from workflows.errors import NotFound
from workflows.models import Case, Consultation, Officer
from workflows.parties.joined import rows_called


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What is asked of the readings: by whom, of which case or party, from which day until which, both included."""

    who: str = ""
    about: str = ""
    from_day: date | None = None
    until_day: date | None = None


@dataclass(frozen=True, kw_only=True)
class CaseHead:
    """That a case exists: nothing personal."""

    number: str
    title: str
    department: str
    opened_at: datetime
    closed_at: datetime | None


def case_head(session: Session, case_id: UUID) -> CaseHead:
    """Return what everybody in the bureau may know of a case. Raises NotFound."""
    case = session.get(Case, case_id)
    if case is None:
        raise NotFound
    return CaseHead(
        number=case.number,
        title=process_of(session, case).title,
        department=case.department.name,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
    )


def consultations(sought: Sought) -> Select[Consultation]:
    """Return the query for readings and refused ones, the latest first.

    `who` is a part of a name or a user name; `about` a case's number, a name or number that the party has or had, in
    whole.
    """
    query = select(Consultation).join(Consultation.officer).outerjoin(Consultation.case)
    if sought.who:
        names = (Officer.name, Officer.username)
        query = query.where(or_(*(name.icontains(sought.who, autoescape=True) for name in names)))
    if sought.about:
        rows = rows_called(sought.about, whole=True)
        of_party = Consultation.entity_id.in_(rows), Case.entity_id.in_(rows)
        query = query.where(or_(Case.number == sought.about, *of_party))
    if sought.from_day:
        query = query.where(Consultation.at >= clock.start_of(sought.from_day))
    if sought.until_day:
        query = query.where(Consultation.at < clock.start_of(sought.until_day + timedelta(days=1)))
    whole_rows = (
        joinedload(one)
        for one in (
            Consultation.officer,
            Consultation.case,
            Consultation.entity,
            Consultation.import_run,
            Consultation.statement,
        )
    )
    return query.options(*whole_rows).order_by(Consultation.id.desc())
