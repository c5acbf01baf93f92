"""Writes one case down at its opening: its number, its first part, the form's answers, its first move."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy.orm import Session

from forms import START
from forms.choices import LinkReason, StepKind
from workflows import clock
from workflows.casework.actor import Actor
from workflows.casework.answers import Answers, take_in, with_copies
from workflows.casework.kept import keep_definition
from workflows.casework.moves import Move, begin
from workflows.casework.standing import standing_of, take_part
from workflows.catalog import Procedure
from workflows.documents.bureau import bureau
from workflows.documents.numbers import next_number, number_words
from workflows.errors import NotFound
from workflows.models import Case, CaseLink, Department
from workflows.register.commit import Commit
from workflows.steps.addresses import keep_confirmation

CASE_SERIES = "案"


@dataclass(frozen=True)
class Subject:
    """Whom a case is about, and which of its credit records, if it is about one."""

    entity_id: int
    record_id: int | None = None


def open_each(
    session: Session,
    procedure: Procedure,
    subjects: Sequence[Subject],
    answers: Answers,
    actor: Actor,
) -> Iterator[tuple[Case, Commit]]:
    """Open the cases one after the other; each but the first gets copies of the files, and is linked to the first."""
    first = _open(session, procedure, subjects[0], answers, actor)
    yield first
    for subject in subjects[1:]:
        case, commit = _open(session, procedure, subject, with_copies(session, answers), actor)
        _link(session, case, first[0], commit)
        yield case, commit


def _link(session: Session, case: Case, first: Case, commit: Commit) -> None:
    """Say of a case, in the commit of its first step, together with which one it was opened."""
    row = CaseLink(case_id=case.id, earlier_id=first.id, reason=LinkReason.OPENED_TOGETHER, at=commit.at)
    commit.write(session, [row])


def _open(
    session: Session, procedure: Procedure, subject: Subject, answers: Answers, actor: Actor
) -> tuple[Case, Commit]:
    seat = next(seat for seat in actor.seats if seat.role in procedure.opened_by)
    commit = Commit(actor.officer_id, actor.name, for_officer_id=seat.in_place_of)
    case = _new_case(session, procedure, subject, answers, actor, commit)
    take_part(session, case.id, standing_of(session, case.id, actor.officer_id), seat)
    take_in(session, case.id, actor, answers)
    _keep_address(session, case, commit, answers)
    begin(session, case, commit, _move(procedure, answers, seat.role), answers.steering)
    return case, commit


def _keep_address(session: Session, case: Case, commit: Commit, answers: Answers) -> None:
    """Keep the address for service that the party confirmed, or agreed to be reached at electronically."""
    typed = answers.typed
    if answers.form.confirms_address or typed.get("electronic_consent"):
        signed_on = typed.get("received_on") or clock.day_of(commit.at)
        receiver, files = typed.get("agent_name"), typed.get("confirmation_files") or ()
        keep_confirmation(session, case, commit, typed, signed_on=signed_on, receiver=receiver, files=files)


def _new_case(
    session: Session,
    procedure: Procedure,
    subject: Subject,
    answers: Answers,
    actor: Actor,
    commit: Commit,
) -> Case:
    process, year = procedure.process, clock.day_of(commit.at).year
    keep_definition(session, process, commit.at)
    series = f"{procedure.declared.series}{CASE_SERIES}"
    case = Case(
        id=uuid4(),
        number=number_words(bureau().short_name, series, year, next_number(session, series, year)),
        process_key=process.key,
        definition_digest=process.digest,
        entity_id=subject.entity_id,
        record_id=subject.record_id,
        department_id=_department(session, answers, actor),
        state=b"",
        opened_at=commit.at,
        version=0,
    )
    session.add(case)
    session.flush()
    return case


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
        title=f"登记案件：{procedure.process.title}",
        words=answers.words,
        role=role,
        answers=answers.typed,
        kept=answers.kept,
        form=answers.form,
    )
