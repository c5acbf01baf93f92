"""A bureau at work for some weeks: cases that were granted, refused, lapsed, extended, and some still open."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import time_machine
from sqlalchemy import Engine, select
from time_machine import Traveller

from forms.choices import Consulted, EntityKind, LeadStanding, RecusalGround, RecusalRequest, Relation, Role
from forms.party_change import ChangeParty
from tests.acts import resume, suspend
from tests.leads import lead_of, treat
from tests.office import VERIFIED, Office
from tests.processes.repair import NOT_DRAWN, lot
from workflows import background, casework, clock, importing
from workflows.casework.parties import change_party
from workflows.documents.papers import keep_paper
from workflows.models import (
    BusinessEntity,
    Case,
    Consultation,
    Document,
    LoginAttempt,
    LoginSession,
    PenaltyDecision,
    Trouble,
)

SAMPLE = Path(__file__).parents[2] / "docs" / "sample" / "行政处罚双公示_utf8.csv"
FIRST_DAY = datetime(2026, 11, 23, 2, tzinfo=UTC)  # ten o'clock in Jixi
WEEKS = timedelta(weeks=5)
AUDITED_AT = FIRST_DAY + WEEKS + timedelta(hours=3)

GROUND = casework.Ground(
    kind=RecusalGround.RELATION, words="与当事人有近亲属关系", asked_by=RecusalRequest.OFFICER
)


def weeks_of_work(engine: Engine) -> None:
    """Fill a migrated database with five weeks of work, as of FIRST_DAY."""
    with time_machine.travel(FIRST_DAY) as time:
        office = Office(engine)
        office.hire("second_officer", Role.CASE_OFFICER)
        import_the_sample(office)
        other = another_party(office)
        office.penalty(decided_on=date(2021, 3, 2))  # over before it came in
        ending = office.penalty(decided_on=date(2023, 11, 20), entity_id=other)
        office.penalty(kinds="警告;通报批评", fine=None, confiscation=None, entity_id=other)
        granted(office)
        refused(office, other)
        lapsing = asked_to_correct(office)
        waiting = office.apply(office.penalty())
        extended(office)
        notified(office)
        recused(office)
        looked_at(office)
        time.move_to(FIRST_DAY + WEEKS)
        for case in cases(office):
            with office.begin() as session:
                casework.wake(session, case)
        assert office.waits(lapsing) == []
        office.answer("case_officer", waiting, "formal_check", materials="complete")
        publicity_ends(office, ending)
        sent_again(office)
        changes(office, other)
        aside(office)
        reminded(office)
        stood_still(office, time)
        office.apply(office.penalty(), office.penalty())


def import_the_sample(office: Office) -> None:
    with office.begin() as session:
        run_id = importing.begin(session, SAMPLE.name, SAMPLE.read_bytes(), None).id
    importing.open_file(office.begin, run_id)
    more = True
    while more:
        with office.begin() as session:
            more = importing.advance(session, run_id, background.put_on_record)


def cases(office: Office) -> list[UUID]:
    with office.begin() as session:
        return list(session.scalars(select(Case.id).order_by(Case.number)))


def another_party(office: Office) -> int:
    with office.begin() as session:
        entity = BusinessEntity(
            party_key="91230300MA19999911",
            kind=EntityKind.ORGANISATION.value,
            name="鸡西市滴道区远山粮油有限公司",
            uscc="91230300MA19999911",
            created_at=clock.now(),
            updated_at=clock.now(),
        )
        session.add(entity)
        session.flush()
        return entity.id


def accepted(office: Office, **facts) -> UUID:
    case = office.apply(office.penalty(**facts))
    office.answer("case_officer", case, "formal_check", materials="complete")
    office.answer("reviewer", case, "review_acceptance", acceptance_opinion="agree")
    office.serve(case)
    return case


def granted(office: Office) -> UUID:
    with lot(NOT_DRAWN):
        case = accepted(office)
    verified = {**VERIFIED, "method": "on_site", "place": "当事人住所"}
    second = str(office.people["second_officer"])
    office.answer("case_officer", case, "verify", **verified, second_officer=second)
    office.answer("reviewer", case, "review", review_opinion="agree")
    office.answer("approver", case, "approve", approval_opinion="agree")
    serve_all(office, case)
    return case


def serve_all(office: Office, case: UUID) -> None:
    while "serve" in office.waits(case):
        office.serve(case)


def refused(office: Office, entity: int) -> UUID:
    case = office.apply(office.penalty(decided_on=date(2026, 11, 2), entity_id=entity))
    office.answer("case_officer", case, "formal_check", materials="complete")
    opinion = {"refusal_of_acceptance_opinion": "agree"}
    office.answer("reviewer", case, "review_refusal_of_acceptance", **opinion)
    serve_all(office, case)
    return case


def asked_to_correct(office: Office) -> UUID:
    case = office.apply(office.penalty())
    office.answer("case_officer", case, "formal_check", materials="incomplete", missing="缴款凭证")
    serve_all(office, case)
    return case


def extended(office: Office) -> UUID:
    case = accepted(office)
    office.answer("case_officer", case, "verify", course="extend", extension_reason="需要外地协查。")
    office.answer("reviewer", case, "review_extension", extension_review="agree")
    office.answer("approver", case, "approve_extension", extension_opinion="agree")
    return case


def notified(office: Office) -> UUID:
    answers = {"delivery_address": "鸡西市鸡冠区中心大街1号", "electronic_consent": "false"}
    return office.open("repair_notice", office.penalty(), username="case_officer", **answers)[0]


def recused(office: Office) -> None:
    case = office.apply(office.penalty())
    with office.begin() as session:
        leader = casework.actor_of(session, office.people["approver"])
        casework.recuse(session, case, office.people["case_officer"], GROUND, leader)


def looked_at(office: Office) -> None:
    """Leave a lead that an officer looks at, and one that was dismissed."""
    office.section("drugs", "药品科")
    sent = lead_of(office, reporter="周女士", contact="13900002222")
    treat(office, sent, LeadStanding.REFERRED, department_id=office.sections["drugs"], reason="属于药品")
    treat(office, sent, LeadStanding.REFERRED, department_id=office.sections["food"], reason="不是药品")
    treat(office, sent, LeadStanding.ASSIGNED, officer_id=office.people["case_officer"])
    treat(office, lead_of(office), LeadStanding.DISMISSED, by="approver", reason="重复反映")


def reminded(office: Office) -> None:
    """A term that ends in two working days is begun, and whoever handles its case is reminded."""
    with office.begin() as session:
        for case in casework.cases_to_remind(session, 100):
            casework.remind(session, case)


def publicity_ends(office: Office, record: int) -> None:
    with office.begin() as session:
        assert not background.begin_batch(session)
        assert not background.end_batch(session)


def sent_again(office: Office) -> None:
    """Receive a penalty again with another fine, as an import does."""
    with office.begin() as session:
        penalty = session.scalars(select(PenaltyDecision).order_by(PenaltyDecision.id.desc())).first()
        penalty.fine *= 2
        session.flush()
        background.put_on_record(session, [(penalty, False)])


BY_REGISTER = (
    {"kind": "renamed", "name": "鸡西市滴道区远山农产品有限公司"},
    {"kind": "representative", "legal_representative": "周远山"},
    {"kind": "address", "address": "鸡西市滴道区同乐大街3号"},
    {"kind": "status", "status": "resting"},
)


def changes(office: Office, entity: int) -> None:
    """Make known what the register says of a party since today: of each column once, and a name of long ago."""
    known = {"source": "准予变更登记通知书", "from_day": clock.today()}
    earlier = {"kind": "renamed", "name": "鸡西市滴道区远山粮油总公司", "from_day": date(2026, 3, 2)}
    for told in (*BY_REGISTER, earlier):
        with office.begin() as session:
            form = ChangeParty(known={"today": clock.today()})
            answers = form.load(
                {**known, **told} | {"from_day": str(told.get("from_day", known["from_day"]))}
            )
            change_party(
                session, entity, answers, casework.actor_of(session, office.people["credit_section"])
            )


def stood_still(office: Office, time: Traveller) -> None:
    """Leave a case that was suspended and goes on, and one that still is."""
    going_on, still = (accepted(office) for _ in range(2))
    suspend(office, going_on)
    time.shift(timedelta(minutes=10))
    resume(office, going_on)
    suspend(office, still)
    for case in (going_on, still):
        office.print_papers(case)


def aside(office: Office) -> None:
    """Leave what no case leaves: printed papers, a log-in, a reading, and a job that gave up."""
    with office.begin() as session:
        document = session.scalars(select(Document).order_by(Document.number)).first()
        session.add(LoginAttempt(username="window", address="10.0.0.7", at=clock.now(), succeeded=True))
        read = {"kind": Consulted.CASE, "subject": str(document.case_id), "relation": Relation.SUPERVISING}
        who = {"officer_id": office.people["chief"], "case_id": document.case_id, "at": clock.now()}
        session.add(Consultation(**read, **who))
        session.add(a_log_in(office))
        session.add(a_trouble())
        for paper in session.scalars(select(Document)):
            keep_paper(session, paper.id, f"%PDF {document.number}".encode())


def a_log_in(office: Office) -> LoginSession:
    now, ends = clock.now(), clock.now() + timedelta(hours=8)
    who = {"officer_id": office.people["window"], "address": "10.0.0.7"}
    return LoginSession(token_digest="1" * 64, **who, opened_at=now, seen_at=now, ends_at=ends)


def a_trouble() -> Trouble:
    told = {"job": "sweep_deadlines", "title": "到期处理", "error": "共尝试 5 次"}
    return Trouble(**told, arguments={"job": "sweep_deadlines", "key": "x"}, opened_at=clock.now())
