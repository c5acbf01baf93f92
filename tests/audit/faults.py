"""One planted fault a promise: each changes rows and returns the finding that must name it."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import orjson
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from forms.choices import DeadlineEnd, Part, Role
from tests.audit.planting import change
from workflows.models import (
    AnsweredRequest,
    BusinessEntity,
    Case,
    CasePart,
    CaseStep,
    ChainLink,
    CreditEntry,
    CreditRecord,
    Deadline,
    Definition,
    Document,
    DocumentFile,
    NumberSeries,
    Officer,
    Recusal,
    RoleGrant,
    Service,
    Task,
)

Named = tuple[str, str, str]
Fault = Callable[[Session], set[Named]]


def step_named(session: Session, name: str) -> CaseStep:
    return session.scalars(select(CaseStep).where(CaseStep.name == name).order_by(CaseStep.id)).first()


def entry_of(session: Session, step: CaseStep) -> CreditEntry:
    return session.scalars(select(CreditEntry).filter_by(case_id=step.case_id, case_seq=step.seq)).one()


def a_step_without_its_entry(session: Session) -> set[Named]:
    step = step_named(session, "verify")
    session.execute(delete(CreditEntry).where(CreditEntry.id == entry_of(session, step).id))
    return {("B1.1", "case_step", str(step.id))}


def an_entry_without_its_step(session: Session) -> set[Named]:
    entry = entry_of(session, step_named(session, "verify"))
    change(session, entry, case_seq=None, kind="life")
    step = step_named(session, "verify")
    return {("B1.1", "case_step", str(step.id))}


def an_entry_in_a_second_commit(session: Session) -> set[Named]:
    step = step_named(session, "verify")
    entry, second = entry_of(session, step), uuid4()
    change(session, entry, commit_id=second)
    last = session.scalar(select(ChainLink.seq).order_by(ChainLink.seq.desc()).limit(1))
    session.execute(
        insert(ChainLink).values(seq=last + 1, commit_id=second, body="0" * 64, head="0" * 64, at=step.at)
    )
    return {("B1.2", "credit_entry", str(entry.id))}


def a_task_of_another_commit(session: Session) -> set[Named]:
    task = session.scalars(select(Task).order_by(Task.id)).first()
    change(session, task, commit_id=uuid4())
    return {("B1.2", "task", str(task.id))}


def a_version_that_counts_no_step(session: Session) -> set[Named]:
    case = session.scalars(select(Case).order_by(Case.number)).first()
    change(session, case, version=case.version + 1)
    return {("B1.3", "case", str(case.id))}


def a_state_saved_without_the_inbox(session: Session) -> set[Named]:
    task = session.scalars(select(Task).order_by(Task.id)).first()
    session.execute(delete(Task).where(Task.id == task.id))
    return {("B1.4", "case", str(task.case_id))}


def an_inbox_row_that_nothing_waits_for(session: Session) -> set[Named]:
    step, stray = step_named(session, "verify"), uuid4()
    session.execute(
        insert(Task).values(
            id=stray,
            case_id=step.case_id,
            process_key=step.process_key,
            name=step.name,
            title=step.title,
            role=Role.CASE_OFFICER,
            opened_at=step.at,
            commit_id=step.commit_id,
        )
    )
    return {("B1.4", "task", str(stray))}


def a_step_without_a_request(session: Session) -> set[Named]:
    step = step_named(session, "verify")
    session.execute(delete(AnsweredRequest).where(AnsweredRequest.commit_id == step.commit_id))
    return {("B1.6", "case_step", str(step.id))}


def one_step_for_two_requests(session: Session) -> set[Named]:
    step = step_named(session, "verify")
    first = session.scalars(select(AnsweredRequest).filter_by(commit_id=step.commit_id)).one()
    values = {column.name: getattr(first, column.name) for column in AnsweredRequest.__table__.columns}
    second = uuid4()
    session.execute(insert(AnsweredRequest).values(**{**values, "key": second}))
    return {("B1.6", "answered_request", str(key)) for key in (first.key, second)}


def a_record_shown_otherwise_than_told(session: Session) -> set[Named]:
    record = session.scalars(
        select(CreditRecord).filter_by(state="published").order_by(CreditRecord.id)
    ).first()
    change(session, record, state="masked")
    return {("B2.1", "credit_record", str(record.id))}


def an_entry_told_otherwise_afterwards(session: Session) -> set[Named]:
    entry = session.scalars(select(CreditEntry).filter_by(state_after="repaired")).first()
    change(session, entry, state_after="masked")
    return {
        ("B2.1", "credit_entry", str(entry.id)),
        ("B2.1", "credit_record", str(entry.record_id)),
    }


def a_record_that_ended_on_another_day(session: Session) -> set[Named]:
    record = session.scalars(select(CreditRecord).filter_by(state="repaired")).first()
    change(session, record, ended_on=record.ended_on - timedelta(days=1))
    return {("B2.1", "credit_record", str(record.id))}


def another_tier_than_the_law_gives(session: Session) -> set[Named]:
    record = session.scalars(select(CreditRecord).filter_by(tier="general").order_by(CreditRecord.id)).first()
    change(session, record, tier="minor")
    return {("B2.2", "credit_record", str(record.id))}


def a_shown_record_that_ends_a_day_later(session: Session) -> set[Named]:
    record = session.scalars(
        select(CreditRecord).filter_by(state="published").order_by(CreditRecord.id)
    ).first()
    change(session, record, ends_on=record.ends_on + timedelta(days=1))
    return {("B2.2", "credit_record", str(record.id))}


def an_entry_by_a_rule_that_the_law_has_not(session: Session) -> set[Named]:
    entry = session.scalars(
        select(CreditEntry).filter_by(event="put_on_record").order_by(CreditEntry.id)
    ).first()
    change(session, entry, rule="tier/T99")
    return {("B2.2", "credit_entry", str(entry.id))}


def an_entry_about_another_party(session: Session) -> set[Named]:
    entry = entry_of(session, step_named(session, "verify"))
    other = session.scalars(select(BusinessEntity.id).where(BusinessEntity.id != entry.entity_id)).first()
    change(session, entry, entity_id=other)
    return {("B2.5", "credit_entry", str(entry.id))}


def a_paper_about_another_party(session: Session) -> set[Named]:
    paper = session.scalars(
        select(Document).filter_by(kind="acceptance_notice").order_by(Document.id)
    ).first()
    facts = {**paper.facts, "party_name": "鸡西市恒山区别家商店"}
    digest = sha256(orjson.dumps(facts, option=orjson.OPT_SORT_KEYS)).hexdigest()
    change(session, paper, facts=facts, facts_digest=digest)
    return {("B2.5", "document", str(paper.id))}


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


def a_recusal_that_came_before_the_step(session: Session) -> set[Named]:
    step = step_named(session, "review")
    session.execute(
        insert(Recusal).values(
            case_id=step.case_id,
            officer_id=step.actor_id,
            ground="近亲属",
            decided_by_id=step.actor_id,
            at=step.at - timedelta(microseconds=1),
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


def running_deadline(session: Session) -> Deadline:
    return session.scalars(select(Deadline).where(Deadline.ended_at.is_(None)).order_by(Deadline.id)).first()


def a_deadline_that_runs_twice(session: Session) -> set[Named]:
    first = running_deadline(session)
    values = {column.name: getattr(first, column.name) for column in Deadline.__table__.columns}
    values |= {"id": 9999, "occurrence": first.occurrence + 7}
    session.execute(insert(Deadline).values(**values))
    return {("B4.1", "deadline", "9999")}


def a_deadline_that_fired_without_a_step(session: Session) -> set[Named]:
    met = session.scalars(select(Deadline).filter_by(ended=DeadlineEnd.MET).order_by(Deadline.id)).first()
    change(session, met, ended=DeadlineEnd.FIRED, due_at=met.ended_at, calendar_version="-")
    return {("B4.1", "deadline", str(met.id))}


def a_deadline_that_fired_too_early(session: Session) -> set[Named]:
    fired = session.scalars(select(Deadline).filter_by(ended=DeadlineEnd.FIRED).order_by(Deadline.id)).first()
    change(session, fired, due_at=fired.ended_at + timedelta(seconds=1), calendar_version="-")
    return {("B4.2", "deadline", str(fired.id))}


def a_deadline_that_lies_unfired(session: Session) -> set[Named]:
    lying = session.scalars(select(Deadline).filter_by(clock="reconsideration")).first()
    last = session.scalar(
        select(CaseStep.at).filter_by(case_id=lying.case_id).order_by(CaseStep.seq.desc()).limit(1)
    )
    change(session, lying, due_at=last + timedelta(microseconds=1), calendar_version="-")
    return {("B4.2", "deadline", str(lying.id))}


def a_deadline_that_ends_a_day_late(session: Session) -> set[Named]:
    running = running_deadline(session)
    change(session, running, due_at=running.due_at + timedelta(days=1))
    return {("B4.3", "deadline", str(running.id))}


def a_step_that_swallowed_a_deadline(session: Session) -> set[Named]:
    met = session.scalars(
        select(Deadline).filter_by(ended=DeadlineEnd.MET, clock="repair_acceptance").order_by(Deadline.id)
    ).first()
    change(session, met, due_at=met.ended_at, calendar_version="-")
    step = session.scalars(select(CaseStep).filter_by(case_id=met.case_id, at=met.ended_at)).one()
    return {("B4.4", "case_step", str(step.id))}


def a_clock_set_back(session: Session) -> set[Named]:
    step = step_named(session, "review_extension")
    earlier = step.at - timedelta(days=1)
    for table, column in (
        (CaseStep, "at"),
        (CreditEntry, "at"),
        (ChainLink, "at"),
        (AnsweredRequest, "at"),
        (Task, "opened_at"),
    ):
        session.execute(
            update(table.__table__).where(table.commit_id == step.commit_id).values({column: earlier})
        )
    session.execute(update(RoleGrant).values(granted_at=earlier))
    return {("B4.5", "case_step", str(step.id))}


def a_counter_ahead_of_its_numbers(session: Session) -> set[Named]:
    series = session.scalars(select(NumberSeries).where(NumberSeries.series == "信修案")).one()
    change(session, series, last=series.last + 1)
    return {("B5.1", "number_series", f"信修案/{series.year}")}


def a_number_left_out(session: Session) -> set[Named]:
    case = session.scalars(select(Case).where(Case.number.like("%信修案%")).order_by(Case.number)).first()
    change(session, case, number=case.number.replace("〕1号", "〕99号"))
    return {("B5.1", "number_series", "信修案/2026")}


def a_paper_exchanged(session: Session) -> set[Named]:
    file = session.scalars(select(DocumentFile).order_by(DocumentFile.document_id)).first()
    change(session, file, pdf=file.pdf[:-1] + b"?")
    return {("B5.2", "document_file", str(file.document_id))}


def facts_written_over(session: Session) -> set[Named]:
    paper = session.scalars(select(Document).order_by(Document.id)).first()
    change(session, paper, facts={**paper.facts, "remark": "另有补充"})
    return {("B5.2", "document", str(paper.id))}


def a_day_of_service_typed_over(session: Session) -> set[Named]:
    served = session.scalars(select(Service).order_by(Service.id)).first()
    change(session, served, happened_on=served.happened_on + timedelta(days=1))
    return {("B5.4", "service", str(served.id))}


def a_service_before_the_issue(session: Session) -> set[Named]:
    served = session.scalars(select(Service).order_by(Service.id)).first()
    change(session, served, served_on=served.served_on - timedelta(days=1))
    return {("B5.4", "service", str(served.id))}


def a_diagram_edited_in_place(session: Session) -> set[Named]:
    kept = session.scalars(select(Definition).filter_by(process_key="credit_repair")).one()
    change(session, kept, source=kept.source.replace(b"userTask", b"userTesk", 1))
    return {("B8.1", "definition", kept.digest)}


def a_state_with_a_changed_byte(session: Session) -> set[Named]:
    case = session.scalars(select(Case).order_by(Case.number)).first()
    change(session, case, state=case.state[:-1] + bytes([case.state[-1] ^ 1]))
    return {("B8.3", "case", str(case.id))}


FAULTS: tuple[Fault, ...] = tuple(
    value
    for name, value in list(globals().items())
    if name.startswith(("a_", "an_", "one_", "another_", "facts_"))
)
