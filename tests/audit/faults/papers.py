"""Faults in numbers, papers and service."""

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tests.audit.finding_rows import Named
from tests.audit.planting import change
from workflows.models import (
    Case,
    Definition,
    Document,
    DocumentFile,
    NumberSeries,
    Service,
)


def a_counter_ahead_of_its_numbers(session: Session) -> set[Named]:
    series = session.scalars(select(NumberSeries).where(NumberSeries.series == "信修案")).one()
    change(session, series, last=series.last + 1)
    return {("B5.1", "number_series", f"信修案/{series.year}")}


def a_number_left_out(session: Session) -> set[Named]:
    case = session.scalars(select(Case).where(Case.number.like("%信修案%〕1号"))).one()
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


def a_signed_paper_without_its_file(session: Session) -> set[Named]:
    paper = session.scalars(
        select(Document).where(~Document.services.any()).order_by(Document.issued_at, Document.id)
    ).first()
    session.execute(delete(DocumentFile).where(DocumentFile.document_id == paper.id))
    return {("B5.2", "document", str(paper.id))}


def a_service_before_the_paper_was_printed(session: Session) -> set[Named]:
    served = session.scalars(select(Service).order_by(Service.id)).first()
    file = session.get_one(DocumentFile, served.document_id)
    change(session, file, rendered_at=served.at + timedelta(minutes=1))
    return {("B5.4", "service", str(served.id))}


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
