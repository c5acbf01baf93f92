"""Who may be the second of two officers in a case, and who has agreed to it with his own log-in (协办)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from forms.choices import Part, PartThrough, Role, SecondOfficerVerdict
from workflows import clock
from workflows.casework.actor import holds
from workflows.casework.standing import SEPARATION, Standing
from workflows.errors import CertificateLapsed, OfficerUnfit
from workflows.law import parameter
from workflows.law.statutes import cited
from workflows.models import (
    Case,
    CasePart,
    CaseStep,
    Officer,
    Recusal,
    SecondOfficerAnswer,
    SecondOfficerRequest,
    Task,
)

ENFORCING = frozenset({Role.CASE_OFFICER, Role.UNIT_HEAD})
"""Enforcement posts: whoever is the second officer holds one in the section, or exercises one by delegation."""

Condition = ColumnElement[bool]


@dataclass(frozen=True)
class Second:
    """What the second of two officers may be: the parts in the case that are not in his way, and from where."""

    parts: frozenset[Part] = frozenset({Part.HANDLING})
    window: bool = False
    """Whether the window may bring one of its own, where it is the window's task."""


SECOND: Mapping[str, Second] = {
    "officer": Second(),
    "companion": Second(frozenset({Part.HANDLING, Part.REVIEWING})),
    "server": Second(window=True),
}
"""By the kinds of fields that name the second of two officers."""
ASKED = Second(frozenset().union(*(one.parts for one in SECOND.values())), window=True)
"""Who may be asked and agree: whoever may be named in any of them; in which, naming him says."""


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What a second officer takes part in: a case, or one that is yet to be opened about a party."""

    process_key: str
    department_id: int
    case_id: UUID | None = None
    entity_id: int | None = None


def matter_of(case: Case) -> Matter:
    """Return what an officer who is asked now takes part in; a case without a step is being opened."""
    about = {"entity_id": case.entity_id} if case.version == 0 else {"case_id": case.id}
    return Matter(process_key=case.process_key, department_id=case.department_id, **about)


def matter_of_request(request: SecondOfficerRequest) -> Matter:
    """Return what a request asks an officer to take part in."""
    return Matter(
        process_key=request.process_key,
        department_id=request.department_id,
        case_id=request.case_id,
        entity_id=request.entity_id,
    )


def certified() -> Condition:
    """Return the condition under which a row of the officers has a certificate that is valid today."""
    return and_(Officer.certificate_number.is_not(None), Officer.certificate_until >= clock.today())


def enforcing(department_id: int | InstrumentedAttribute[int]) -> Condition:
    """Return the condition under which a row of the officers holds an enforcement post for a section."""
    return holds(ENFORCING, department_id)


def posted(
    department_id: int | InstrumentedAttribute[int], case_id: UUID | InstrumentedAttribute[UUID | None] | None
) -> Condition:
    """Return the condition under which a row of the officers could be asked: by his post, or as one of the window.

    The window brings its own where a task waits for it; it reads the case then, too.
    """
    waits = exists().where(Task.case_id == case_id, Task.role == Role.WINDOW)
    return or_(enforcing(department_id), and_(holds({Role.WINDOW}, None), waits))


def post_for(second: Second, matter: Matter) -> Condition:
    """Return the condition under which a row of the officers holds a post that fits."""
    if second.window:
        return posted(matter.department_id, matter.case_id)
    return enforcing(matter.department_id)


def unhindered(matter: Matter, parts: Collection[Part]) -> Condition:
    """Return the condition under which nothing in the case stands against a row of the officers."""
    out = Recusal.case_id == matter.case_id, Recusal.officer_id == Officer.id
    other = CasePart.case_id == matter.case_id, CasePart.officer_id == Officer.id, CasePart.part.not_in(parts)
    return ~or_(exists().where(*out), exists().where(*other))


def handling(matter: Matter) -> Condition:
    """Return the condition under which a row of the officers handles the case already."""
    mine = CasePart.case_id == matter.case_id, CasePart.officer_id == Officer.id
    return exists().where(*mine, CasePart.part == Part.HANDLING)


def agreed(matter: Matter, asker_id: int) -> Condition:
    """Return the condition under which a row of the officers has agreed.

    Before there is a case it counts for the one who asked, for the hours of the parameter, and for one case.
    """
    asked = select(SecondOfficerRequest.id).join(SecondOfficerRequest.answer)
    asked = asked.where(
        SecondOfficerRequest.officer_id == Officer.id,
        SecondOfficerAnswer.verdict == SecondOfficerVerdict.AGREED,
        *about(matter, asker_id),
    )
    if matter.case_id is None:
        asked = asked.where(*good_for_opening())
    return asked.correlate(Officer).exists()


def about(matter: Matter, asker_id: int) -> tuple[Condition, ...]:
    """Return the conditions under which a request is about a matter: of a case anybody's, else the asker's own."""
    if matter.case_id is not None:
        return (SecondOfficerRequest.case_id == matter.case_id,)
    return (
        SecondOfficerRequest.entity_id == matter.entity_id,
        SecondOfficerRequest.process_key == matter.process_key,
        SecondOfficerRequest.department_id == matter.department_id,
        SecondOfficerRequest.asked_by_id == asker_id,
    )


def still_open() -> tuple[Condition, ...]:
    """Return the conditions under which a request, joined with its answer, waits for one."""
    good = or_(SecondOfficerRequest.case_id.is_not(None), SecondOfficerRequest.at >= earliest_still_good())
    return SecondOfficerAnswer.id.is_(None), good


def earliest_still_good() -> Any:
    """Return the instant before which a request or an agreement ahead of the opening counts no more."""
    return clock.now() - timedelta(hours=int(parameter("secondOfficer.agreedHours")))


def good_for_opening() -> tuple[Condition, Condition]:
    """Return the conditions under which an agreement ahead of an opening counts still: in time, and not used."""
    return SecondOfficerAnswer.at >= earliest_still_good(), ~_used()


def _used() -> Condition:
    """The agreement brought the officer into a case already."""
    came = (
        CasePart.officer_id == SecondOfficerRequest.officer_id,
        CasePart.through == PartThrough.AGREED,
        CasePart.since >= SecondOfficerAnswer.at,
        Case.entity_id == SecondOfficerRequest.entity_id,
        _opened_as() == SecondOfficerRequest.process_key,
    )
    brought = select(CasePart.case_id).join(Case, CasePart.case_id == Case.id).where(*came)
    return brought.correlate(SecondOfficerRequest, SecondOfficerAnswer).exists()


def _opened_as() -> ScalarSelect[str]:
    """The procedure that a case was opened as; it may have gone over into another since."""
    first = CaseStep.case_id == Case.id, CaseStep.seq == 1
    return select(CaseStep.process_key).where(*first).correlate(Case).scalar_subquery()


@dataclass(frozen=True)
class Colleague:
    """Somebody fit to be the second officer, and whether he has agreed."""

    name: str
    agreed: bool


def demand_certificate(session: Session, officer_id: int) -> None:
    """Raise CertificateLapsed unless the first of two officers has a valid certificate (行政处罚法 42)."""
    if session.scalars(select(Officer.id).where(Officer.id == officer_id, certified())).first() is None:
        raise CertificateLapsed


def fit_colleague(
    session: Session, matter: Matter, asker_id: int, officer_id: int, second: Second
) -> Colleague:
    """Return the second of two officers: with a certificate, and with an enforcement post in the section.

    Raises OfficerUnfit, with what stands against him.
    """
    if officer_id == asker_id:
        raise OfficerUnfit("须是另一人，不能是您本人。")
    columns = Officer.name, certified(), post_for(second, matter), agreed(matter, asker_id)
    working = select(*columns).where(Officer.id == officer_id, Officer.disabled_at.is_(None))
    found = session.execute(working).one_or_none()
    if found is None:
        raise OfficerUnfit("所选的不是在职人员。")
    name, has_certificate, has_post, has_agreed = found
    if not has_certificate:
        raise OfficerUnfit(f"{name}的执法证件没有登记或者已经过期。")
    if not has_post:
        raise OfficerUnfit(f"{name}在承办科室不担任承办人或者科室负责人；{LENT}")
    return Colleague(name, bool(has_agreed))


def refuse_declined(session: Session, matter: Matter, asker_id: int, officer_id: int) -> None:
    """Raise OfficerUnfit when the colleague's last answer was that he cannot, with his reason."""
    mine = SecondOfficerRequest.officer_id == officer_id, *about(matter, asker_id)
    asked = select(SecondOfficerAnswer.verdict, SecondOfficerAnswer.reason, Officer.name)
    asked = asked.select_from(SecondOfficerRequest).join(SecondOfficerRequest.officer)
    asked = asked.outerjoin(SecondOfficerRequest.answer).where(*mine).order_by(SecondOfficerRequest.id.desc())
    last = session.execute(asked.limit(1)).one_or_none()
    if last and last.verdict == SecondOfficerVerdict.DECLINED:
        raise OfficerUnfit(
            f"{last.name}答复不能协办：{last.reason}。情况有变的，可以再请其确认，同意后再提交。"
        )


LENT = "从其他科室抽调的，请先由系统管理员登记其代行本科室承办人岗位的期间和事由。"


def hindrance(standing: Standing, parts: Collection[Part]) -> str:
    """Return what in the case stands against being its second officer, or an empty text."""
    if standing.recused:
        return "已在本案回避。"
    if standing.part is not None and standing.part not in parts:
        return f"在本案已经担任{standing.part.label}，不能再承办（{cited(SEPARATION)}）。"
    return ""
