"""Finds documents, and what became of one."""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from workflows.casework import Actor
from workflows.casework.consulting import readable
from workflows.models import (
    Case,
    CharacterWriting,
    Document,
    DocumentChange,
    DocumentFile,
    Officer,
    Service,
)
from workflows.parties.joined import rows_called


def documents(kind: str, q: str, actor: Actor) -> Select[Document, Case, DocumentFile]:
    """Return the query for documents of a kind (or any) that the actor may read, with case and paper.

    The newest come first.

    `q` is a part of the number, of a name or code that the party has or had, or of the case's number.
    """
    query = (
        select(Document, Case, DocumentFile)
        .join(Case, Case.id == Document.case_id)
        .outerjoin(DocumentFile, DocumentFile.document_id == Document.id)
        .where(readable(actor))
        .order_by(Document.issued_at.desc(), Document.id)
    )
    if kind:
        query = query.where(Document.kind == kind)
    if q:
        numbers = (column.icontains(q, autoescape=True) for column in (Document.number, Case.number))
        query = query.where(or_(*numbers, Case.entity_id.in_(rows_called(q))))
    return query


def party_named(document: Document, case: Case) -> str:
    """Return whom a paper names as the party: as it was called on the paper's day, or who had taken its place."""
    facts = document.facts
    return str(facts.get("party_name") or facts.get("recipient") or case.entity.party.name)


def kinds(session: Session) -> list[tuple[str, str]]:
    """Return the kinds that have been issued, with their titles."""
    found = session.execute(select(Document.kind, Document.title).distinct().order_by(Document.title))
    return [(kind, title) for kind, title in found]


def last_change(session: Session, document: Document) -> DocumentChange | None:
    """Return what became of a document after it was issued; None while it is valid."""
    of_it = select(DocumentChange).where(DocumentChange.document_id == document.id)
    return session.scalars(of_it.order_by(DocumentChange.id.desc())).first()


def services(session: Session, document: Document) -> list[tuple[Service, str]]:
    """Return every attempt at serving a document, with the name of who made it."""
    attempts = (
        select(Service, Officer.name)
        .join(Officer, Officer.id == Service.officer_id)
        .where(Service.document_id == document.id)
        .order_by(Service.id)
    )
    return [(service, name) for service, name in session.execute(attempts)]


def writings() -> Select[CharacterWriting, str]:
    """Ask for every character's writing with the name of who entered it, the last first."""
    entered = select(CharacterWriting, Officer.name).join(Officer, Officer.id == CharacterWriting.officer_id)
    return entered.order_by(CharacterWriting.id.desc())
