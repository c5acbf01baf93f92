"""Requests to be the second of two officers: those that wait for somebody, those that somebody made (协办)."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from forms.choices import SecondOfficerVerdict
from workflows.casework.actor import Actor
from workflows.casework.colleagues import good_for_opening, posted, still_open
from workflows.casework.consulting import readable
from workflows.catalog import title_of
from workflows.errors import NotFound
from workflows.models import BusinessEntity, Case, Officer, SecondOfficerAnswer, SecondOfficerRequest

Asked = Select[*tuple[Any, ...]]


@dataclass(frozen=True, kw_only=True)
class RequestRow:
    """A request as a page lists it."""

    id: int
    officer: str
    asked_by: str
    party: str
    process_title: str
    process_key: str
    case_id: UUID | None
    case_number: str
    entity_id: int | None
    at: datetime
    waits: bool
    agreed: bool
    opens: bool
    """Whether the case for which he agreed can be opened now."""
    may_ask_again: bool
    state: str


def asked_of(actor: Actor) -> Asked:
    """Return the query for the requests that wait for the actor's answer, the oldest first."""
    mine = SecondOfficerRequest.officer_id == actor.officer_id
    return _requests(actor).where(mine, *_good()).order_by(SecondOfficerRequest.id)


def asked_by(actor: Actor) -> Asked:
    """Return the query for the requests that the actor made, the latest first."""
    mine = SecondOfficerRequest.asked_by_id == actor.officer_id
    return _requests(actor).where(mine).order_by(SecondOfficerRequest.id.desc())


def request_of(session: Session, request_id: int, actor: Actor) -> RequestRow:
    """Return a request that the actor made, or that is about a case that he may read. Raises NotFound."""
    his = or_(SecondOfficerRequest.asked_by_id == actor.officer_id, SecondOfficerRequest.case_id.is_not(None))
    found = _requests(actor).where(SecondOfficerRequest.id == request_id, his)
    row = session.execute(found).one_or_none()
    if row is None:
        raise NotFound
    return request_row(*row)


def waiting_requests(session: Session, actor: Actor) -> int:
    """Return how many requests wait for the actor's answer."""
    return session.scalar(select(func.count()).select_from(asked_of(actor).order_by(None).subquery())) or 0


def _requests(actor: Actor) -> Asked:
    """Ask for requests, each with whether it can be answered still; of cases only those that the actor may read."""
    whole = (
        joinedload(one)
        for one in (
            SecondOfficerRequest.officer,
            SecondOfficerRequest.asked_by,
            SecondOfficerRequest.case,
            SecondOfficerRequest.entity,
            SecondOfficerRequest.answer,
        )
    )
    opens = and_(SecondOfficerRequest.case_id.is_(None), _agreed(), *good_for_opening())
    asked = select(SecondOfficerRequest, and_(*_good()).label("waits"), opens.label("opens"))
    asked = asked.join(SecondOfficerRequest.officer)
    asked = asked.outerjoin(SecondOfficerRequest.answer).outerjoin(SecondOfficerRequest.case)
    return asked.where(or_(Case.id.is_(None), readable(actor))).options(*whole)


def _agreed() -> ColumnElement[bool]:
    return SecondOfficerAnswer.verdict == SecondOfficerVerdict.AGREED


def _good() -> tuple[Any, ...]:
    """A request waits until it is answered, the case ends, or the officer is gone or has lost his post."""
    going_on = Case.closed_at.is_(None)
    return (
        *still_open(),
        going_on,
        Officer.disabled_at.is_(None),
        posted(SecondOfficerRequest.department_id, SecondOfficerRequest.case_id),
    )


def _party_of(about: Case | BusinessEntity | None) -> str:
    """Return the name of the party that a request is about, as it is known now."""
    entity = about.entity if isinstance(about, Case) else about
    return entity.party.name if entity else ""


def request_row(request: SecondOfficerRequest, waits: object, opens: object) -> RequestRow:
    """Return a request as a page lists it."""
    about = request.case or request.entity
    return RequestRow(
        id=request.id,
        officer=request.officer.name,
        asked_by=request.asked_by.name,
        party=_party_of(about),
        process_title=title_of(request.process_key),
        process_key=request.process_key,
        case_id=request.case_id,
        case_number=request.case.number if request.case else "",
        entity_id=request.entity_id,
        at=request.at,
        waits=bool(waits),
        agreed=request.answer is not None and request.answer.verdict == SecondOfficerVerdict.AGREED,
        opens=bool(opens),
        may_ask_again=_may_ask_again(request),
        state=state_of(request.answer, waits=bool(waits)),
    )


def _may_ask_again(request: SecondOfficerRequest) -> bool:
    """Tell whether it came to nothing, and may still come to something."""
    over = request.case is not None and request.case.closed_at is not None
    return not over and request.answer is not None and request.answer.verdict != SecondOfficerVerdict.AGREED


def state_of(answer: SecondOfficerAnswer | None, *, waits: bool) -> str:
    """Return what became of a request, in words."""
    if answer is None:
        return "等候答复" if waits else "已失效"
    return "：".join(one for one in (SecondOfficerVerdict(answer.verdict).label, answer.reason) if one)


def requests_in(
    session: Session, actor: Actor, case_ids: Collection[UUID]
) -> Mapping[UUID, Collection[RequestRow]]:
    """Return the requests that the actor made in some cases, by case; of each colleague the last."""
    found: dict[UUID, dict[int, RequestRow]] = defaultdict(dict)
    asked = asked_by(actor).where(SecondOfficerRequest.case_id.in_(case_ids)).order_by(None)
    for row in session.execute(asked.order_by(SecondOfficerRequest.id)):
        found[row[0].case_id][row[0].officer_id] = request_row(*row)
    return {case_id: of_case.values() for case_id, of_case in found.items()}
