"""The door for second officers (协办): a colleague is asked, answers with his own log-in, and then has a part."""

from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forms.choices import Part, PartThrough, Role, SecondOfficerVerdict
from workflows.casework.actor import Actor
from workflows.casework.cases import locked_entity, openable
from workflows.casework.colleagues import (
    ASKED,
    Matter,
    about,
    demand_certificate,
    fit_colleague,
    hindrance,
    matter_of_request,
    still_open,
)
from workflows.casework.due import locked_case
from workflows.casework.standing import collision, keep_parts, refusal, standing_of
from workflows.errors import NotAllowed, NotFound, OfficerUnfit, PartsCollide, RequestSettled
from workflows.models import SecondOfficerAnswer, SecondOfficerRequest, Task
from workflows.register.commit import Commit


def ask(session: Session, matter: Matter, officer_id: int, actor: Actor) -> int | None:
    """Ask a colleague to be the second of two officers; once, however often it is asked.

    Return the number of the request that waits or was agreed to, None for a colleague who handles the case already.
    Raises NotAllowed unless the actor may handle the case, or open it; CertificateLapsed or OfficerUnfit.
    """
    matter = _locked_matter(session, matter, actor)
    demand_certificate(session, actor.officer_id)
    colleague = fit_colleague(session, matter, actor.officer_id, officer_id, ASKED)
    standing = standing_of(session, matter.case_id, officer_id) if matter.case_id else None
    if standing and (reason := hindrance(standing, ASKED.parts)):
        raise OfficerUnfit(f"{colleague.name}{reason}")
    asked = _asked(session, matter, officer_id, actor, has_agreed=colleague.agreed)
    if asked is None and (standing is None or standing.part is not Part.HANDLING):
        return _ask(session, matter, officer_id, actor)
    return asked


def _asked(
    session: Session, matter: Matter, officer_id: int, actor: Actor, *, has_agreed: bool
) -> int | None:
    """Return the number of the last request that stands: that he agreed to, or that waits for him."""
    mine = SecondOfficerRequest.officer_id == officer_id, *about(matter, actor.officer_id)
    agreed = (SecondOfficerAnswer.verdict == SecondOfficerVerdict.AGREED,)
    stands = select(func.max(SecondOfficerRequest.id)).outerjoin(SecondOfficerRequest.answer)
    return session.scalars(stands.where(*mine, *(agreed if has_agreed else still_open()))).one()


def _ask(session: Session, matter: Matter, officer_id: int, actor: Actor) -> int:
    commit = Commit(actor.officer_id, actor.name)
    people = {"officer_id": officer_id, "asked_by_id": actor.officer_id}
    row = SecondOfficerRequest(**people, at=commit.at, **vars(matter))
    commit.write(session, [row])
    session.flush()  # the row is known by its number
    return row.id


def _locked_matter(session: Session, matter: Matter, actor: Actor) -> Matter:
    """Lock what it is about, so that nobody is asked twice, and return it with the row that stands for the party.

    Raises NotAllowed.
    """
    if matter.case_id is None:
        openable(matter.process_key, actor)
        return replace(matter, entity_id=locked_entity(session, matter.entity_id or 0).id)
    locked_case(session, matter.case_id)
    standing = standing_of(session, matter.case_id, actor.officer_id)
    tasks = session.scalars(select(Task).where(Task.case_id == matter.case_id))
    handling = [task for task in tasks if Role(task.role).part is Part.HANDLING]
    if all(refusal(actor, task, standing) or collision(task, standing) for task in handling):
        raise NotAllowed("请人协办的，须是现在可以办理本案的人员。")
    return matter


def answer(
    session: Session, request_id: int, verdict: SecondOfficerVerdict, reason: str, actor: Actor
) -> SecondOfficerRequest:
    """Agree to be the second officer, decline, or withdraw what one asked; return the request.

    Whoever agrees in a case has a part in it from now on. Raises NotFound, NotAllowed, RequestSettled;
    of an agreement also CertificateLapsed, OfficerUnfit or PartsCollide.
    """
    request = _locked(session, request_id)
    withdrawn = verdict is SecondOfficerVerdict.WITHDRAWN
    if actor.officer_id != (request.asked_by_id if withdrawn else request.officer_id):
        raise NotAllowed("协办请求由被请的人员本人答复，由提出的人员撤回。")
    commit = Commit(actor.officer_id, actor.name)
    row = SecondOfficerAnswer(
        request_id=request.id, verdict=verdict, reason=reason, by_id=actor.officer_id, at=commit.at
    )
    if verdict is SecondOfficerVerdict.AGREED:
        _agree(session, request, actor)
    commit.write(session, [row])
    return request


def ask_again(session: Session, request_id: int, actor: Actor) -> None:
    """Ask once more what the actor asked before. Raises NotFound, NotAllowed, and what `ask` raises."""
    request = session.get(SecondOfficerRequest, request_id)
    if request is None:
        raise NotFound
    if request.asked_by_id != actor.officer_id:
        raise NotAllowed("请由提出请求的人员再请。")
    ask(session, matter_of_request(request), request.officer_id, actor)


def _locked(session: Session, request_id: int) -> SecondOfficerRequest:
    """Return a request that waits still, locked with its case. Raises NotFound or RequestSettled."""
    request = session.get(SecondOfficerRequest, request_id)
    if request is None:
        raise NotFound
    over = request.case_id is not None and locked_case(session, request.case_id).closed_at is not None
    this = SecondOfficerRequest.id == request_id
    session.execute(select(SecondOfficerRequest.id).where(this).with_for_update())
    # Asked only once the lock is there: who held it may have answered.
    waiting = select(SecondOfficerRequest.id).outerjoin(SecondOfficerRequest.answer)
    if over or session.scalars(waiting.where(this, *still_open())).one_or_none() is None:
        raise RequestSettled
    return request


def _agree(session: Session, request: SecondOfficerRequest, actor: Actor) -> None:
    """Give the officer his part in the case, if there is one yet and he is fit for it."""
    fit_colleague(session, matter_of_request(request), request.asked_by_id, actor.officer_id, ASKED)
    if request.case_id is None:
        return
    standing = standing_of(session, request.case_id, actor.officer_id)
    if reason := hindrance(standing, ASKED.parts):
        raise NotAllowed(f"您{reason}") if standing.recused else PartsCollide(f"您{reason}")
    if standing.part is None:
        keep_parts(session, request.case_id, [actor.officer_id], Part.HANDLING, PartThrough.AGREED)
