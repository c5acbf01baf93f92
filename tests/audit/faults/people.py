"""Faults in who acted."""

from datetime import timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from forms.choices import Part, PartThrough, Role, SecondOfficerVerdict
from tests.audit.finding_rows import Named, another, entry_of, step_named
from tests.audit.planting import change
from workflows import clock
from workflows.models import (
    AnsweredRequest,
    CasePart,
    CaseStep,
    Officer,
    Recusal,
    RoleGrant,
    SecondOfficerAnswer,
    Task,
)


def a_handler_put_down_as_approver(session: Session) -> set[Named]:
    step = step_named(session, "verify")
    part = session.get_one(CasePart, (step.case_id, step.actor_id))
    change(session, part, part=Part.APPROVING)
    return {("B3.1", "case_part", f"{step.case_id}/{step.actor_id}")}


def a_handler_who_approves(session: Session) -> set[Named]:
    """The case officer's name is put under the leader's signature, and the leader's role is granted for it."""
    handled, approved = step_named(session, "verify"), step_named(session, "approve")
    officer = handled.actor_id
    change(session, entry_of(session, approved), actor_id=officer)
    change(session, approved, actor_id=officer)
    request = session.scalars(select(AnsweredRequest).filter_by(commit_id=approved.commit_id)).one()
    change(session, request, officer_id=officer)
    session.execute(
        insert(RoleGrant).values(
            officer_id=officer, role=Role.APPROVER, granted_at=approved.at - timedelta(days=1)
        )
    )
    return {
        ("B3.1", "case_step", str(approved.id)),
        ("B3.1", "case_part", f"{approved.case_id}/{officer}"),
    }


def a_step_in_a_post_that_acts_in_no_case(session: Session) -> set[Named]:
    """Held by its actor, so that only the part betrays it."""
    step = step_named(session, "verify")
    granted = {"officer_id": step.actor_id, "role": Role.AUDITOR, "granted_at": step.at - timedelta(days=1)}
    session.execute(insert(RoleGrant).values(**granted))
    change(session, step, actor_role=Role.AUDITOR)
    return {("B3.1", "case_step", str(step.id))}


def one_officer_twice(session: Session) -> set[Named]:
    step = step_with_two(session)
    change(session, step, answers={**step.answers, "second_officer": step.actor_id})
    return {("B3.2", "case_step", str(step.id))}


def a_certificate_that_had_run_out(session: Session) -> set[Named]:
    step = step_with_two(session)
    second = session.get_one(Officer, int(step.answers["second_officer"]))
    change(session, second, certificate_until=clock.day_of(step.at) - timedelta(days=1))
    return {("B3.2", "case_step", str(step.id))}


def an_agreement_that_was_none(session: Session) -> set[Named]:
    """What the colleague answered was that he could not."""
    agreed = session.scalars(select(SecondOfficerAnswer)).first()
    change(session, agreed, verdict=SecondOfficerVerdict.DECLINED)
    return {("B3.6", "case_part", f"{agreed.case_id}/{agreed.by_id}")}


def an_agreement_by_another(session: Session) -> set[Named]:
    agreed = session.scalars(select(SecondOfficerAnswer)).first()
    change(session, agreed, by_id=agreed.request.asked_by_id)
    return {("B3.6", "second_officer_answer", str(agreed.id))}


def a_leader_named_without_being_asked(session: Session) -> set[Named]:
    """As any handler could, before colleagues were asked: the leader is out of the case."""
    step = step_named(session, "formal_check")
    leader = session.scalars(select(Officer.id).filter_by(username="chief")).one()
    part = {"part": Part.HANDLING, "through": PartThrough.NAMED, "since": step.at}
    session.execute(insert(CasePart).values(case_id=step.case_id, officer_id=leader, **part))
    return {("B3.6", "case_part", f"{step.case_id}/{leader}")}


def a_part_that_came_from_nowhere(session: Session) -> set[Named]:
    step = step_named(session, "verify")
    leader = session.scalars(select(Officer.id).filter_by(username="panel")).one()
    session.execute(
        insert(CasePart).values(case_id=step.case_id, officer_id=leader, part=Part.HANDLING, since=step.at)
    )
    return {("B3.6", "case_part", f"{step.case_id}/{leader}")}


def step_with_two(session: Session) -> CaseStep:
    steps = session.scalars(select(CaseStep).order_by(CaseStep.id))
    return next(step for step in steps if step.answers.get("second_officer"))


def a_recusal_that_came_before_the_step(session: Session) -> set[Named]:
    step = step_named(session, "review")
    session.execute(
        insert(Recusal).values(
            case_id=step.case_id,
            officer_id=step.actor_id,
            kind="relation",
            ground="近亲属",
            asked_by="officer",
            decided_by_id=another(session, step.actor_id),
            decided_as=Role.APPROVER,
            member_ids=[],
            at=step.at - timedelta(microseconds=1),
            salts={},
            commit_id=step.commit_id,
        )
    )
    later = select(CaseStep.id).filter_by(case_id=step.case_id, actor_id=step.actor_id)
    return {("B3.4", "case_step", str(one)) for one in session.scalars(later.where(CaseStep.at >= step.at))}


def a_role_that_was_revoked_before_the_step(session: Session) -> set[Named]:
    leader = session.scalars(select(Officer.id).filter_by(username="approver")).one()
    session.execute(
        update(RoleGrant).where(RoleGrant.officer_id == leader).values(revoked_at=RoleGrant.granted_at)
    )
    steps = session.scalars(select(CaseStep.id).where(CaseStep.actor_id == leader))
    return {("B3.5", "case_step", str(step)) for step in steps}


def a_step_in_the_place_of_nobody_who_asked(session: Session) -> set[Named]:
    step = step_named(session, "approve")
    lender = session.scalars(select(Officer.id).filter_by(username="chief")).one()
    session.execute(
        insert(RoleGrant).values(
            officer_id=lender, role=Role.APPROVER, granted_at=step.at - timedelta(days=1)
        )
    )
    session.execute(
        insert(CasePart).values(case_id=step.case_id, officer_id=lender, part=Part.APPROVING, since=step.at)
    )
    change(session, step, for_officer_id=lender)
    return {("B3.5", "case_step", str(step.id))}


def a_task_whose_post_nobody_holds(session: Session) -> set[Named]:
    task = session.scalars(select(Task).order_by(Task.id)).first()
    held = select(RoleGrant).filter_by(role=task.role, revoked_at=None)
    waiting = session.scalars(select(Task.id).filter_by(role=task.role, department_id=task.department_id))
    for grant in session.scalars(held):
        change(session, grant, revoked_at=clock.now())
    return {("B8.4", "task", str(one)) for one in waiting}
