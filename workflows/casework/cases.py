"""Opens cases: one application may concern several records, and each gets a case and a decision of its own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import START, TaskForm
from forms.choices import StepKind
from workflows import clock
from workflows.casework.actor import Actor
from workflows.casework.answers import Answers, load, take_in, with_copies
from workflows.casework.moves import Move, begin
from workflows.casework.requests import body_digest, keep_answer, stored_answer
from workflows.catalog import Procedure, catalog
from workflows.documents.bureau import bureau
from workflows.documents.numbers import INSERT, next_number, number_words
from workflows.engine import Process
from workflows.errors import AlreadyOpen, NotAllowed, NotFound
from workflows.models import Case, CasePart, CreditRecord, Definition, Department
from workflows.register.commit import Commit, seal_all

CASE_SERIES = "案"


def start_form(process_key: str) -> type[TaskForm]:
    """Return the form that opens a case of a procedure."""
    return catalog()[process_key].forms[START]


def open_cases(
    session: Session,
    process_key: str,
    record_ids: Sequence[int],
    submitted: Mapping[str, Any],
    actor: Actor,
    key: UUID,
) -> list[UUID]:
    """Open one case for each record on the same answers, and carry each to its first wait.

    Raises NotAllowed, NotFound, AlreadyOpen, RecordNotInState, SameKeyOtherBody or marshmallow's
    ValidationError; then none is opened.
    """
    digest = body_digest([process_key, *record_ids], submitted)
    if opened := _opened_before(session, key, actor, digest):
        return opened
    procedure = catalog()[process_key]
    if not procedure.opened_by & actor.roles:
        raise NotAllowed(
            f"{procedure.process.title}由{'、'.join(r.label for r in procedure.opened_by)}立案。"
        )
    answers = load(procedure.forms[START], submitted, {})
    records = _locked_records(session, record_ids)
    if opened := _opened_before(session, key, actor, digest):  # by a twin that held the records' locks
        return opened
    cases = list(_open_each(session, procedure, records, answers, actor))
    ids = [str(case.id) for case, _ in cases]
    keep_answer(session, cases[0][1], key, digest, cases[0][0].id, {"case_ids": ids})
    seal_all(session, [commit for _, commit in cases])
    return [case.id for case, _ in cases]


def _opened_before(session: Session, key: UUID, actor: Actor, digest: str) -> list[UUID]:
    stored = stored_answer(session, key, actor, digest)
    return [UUID(case_id) for case_id in stored["case_ids"]] if stored else []


def _open_each(
    session: Session,
    procedure: Procedure,
    records: Sequence[CreditRecord],
    answers: Answers,
    actor: Actor,
) -> Iterator[tuple[Case, Commit]]:
    """Open the cases one after the other; each but the first gets copies of the files (one case, one file)."""
    yield _open(session, procedure, records[0], answers, actor)
    for record in records[1:]:
        yield _open(session, procedure, record, with_copies(session, answers), actor)


def _locked_records(session: Session, record_ids: Sequence[int]) -> Sequence[CreditRecord]:
    found = select(CreditRecord).where(CreditRecord.id.in_(record_ids)).order_by(CreditRecord.id)
    fresh = found.with_for_update(of=CreditRecord).execution_options(populate_existing=True)
    records = session.scalars(fresh).all()
    if not records or len(records) != len(set(record_ids)):
        raise NotFound
    if len({record.entity_id for record in records}) > 1:
        raise NotFound("一次申请只能选择同一当事人的记录。")
    return records


def _open(
    session: Session, procedure: Procedure, record: CreditRecord, answers: Answers, actor: Actor
) -> tuple[Case, Commit]:
    _may_open(session, procedure, record)
    commit = Commit(actor_id=actor.officer_id, actor_name=actor.name)
    case = _new_case(session, procedure, record, answers, actor, commit)
    take_in(session, case.id, actor, answers)
    role = next(iter(sorted(procedure.opened_by & actor.roles)))
    session.add(CasePart(case_id=case.id, officer_id=actor.officer_id, part=role.part, since=commit.at))
    begin(session, case, commit, _move(procedure, answers, role), answers.steering)
    return case, commit


def _may_open(session: Session, procedure: Procedure, record: CreditRecord) -> None:
    """Let the procedure refuse the record, and refuse a second open case of the same kind about it."""
    procedure.module.may_open(record)
    same = Case.record_id == record.id, Case.process_key == procedure.process.key, Case.closed_at.is_(None)
    if number := session.scalars(select(Case.number).where(*same)).one_or_none():
        raise AlreadyOpen(f"（{number}）")


def _new_case(
    session: Session,
    procedure: Procedure,
    record: CreditRecord,
    answers: Answers,
    actor: Actor,
    commit: Commit,
) -> Case:
    process, year = procedure.process, clock.day_of(commit.at).year
    _keep_definition(session, process, commit)
    series = f"{procedure.module.CASE_SERIES}{CASE_SERIES}"
    case = Case(
        id=uuid4(),
        number=number_words(bureau().short_name, series, year, next_number(session, series, year)),
        process_key=process.key,
        definition_digest=process.digest,
        entity_id=record.entity_id,
        record_id=record.id,
        department_id=_department(session, answers, actor),
        state=b"",
        opened_at=commit.at,
        version=0,
    )
    session.add(case)
    session.flush()
    return case


def _keep_definition(session: Session, process: Process, commit: Commit) -> None:
    """Keep the diagrams of the first case that is opened under them; two first ones at once do no harm."""
    if session.get(Definition, process.digest) is not None:
        return
    kept = INSERT[session.get_bind().dialect.name](Definition).values(
        digest=process.digest, process_key=process.key, source=process.source, stored_at=commit.at
    )
    session.execute(kept.on_conflict_do_nothing())


def _department(session: Session, answers: Answers, actor: Actor) -> int:
    """Return the section that handles the case: the one the form names, else the actor's own."""
    chosen: int = answers.typed.get("department", actor.department_id)
    if session.get(Department, chosen) is None:
        raise NotFound("没有这个承办科室。")
    return chosen


def _move(procedure: Procedure, answers: Answers, role: str) -> Move:
    return Move(
        kind=StepKind.OPENED,
        process_key=procedure.process.key,
        name=START,
        title=f"立案：{procedure.process.title}",
        words=answers.words,
        role=role,
        answers=answers.typed,
        kept=answers.kept,
    )
