"""Keeps the papers of issued documents: one file each, with its hash, printed once; finds which one counts."""

import hashlib
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock
from workflows.errors import NotFound, PaperNotPrinted
from workflows.models import Document, DocumentChange, DocumentFile


def unprinted(session: Session, document_id: UUID) -> Document | None:
    """Return a document that has no paper yet, None when it has one. Raises NotFound."""
    document = session.get(Document, document_id)
    if document is None:
        raise NotFound
    return None if session.get(DocumentFile, document_id) else document


def in_force(session: Session, document_id: UUID) -> Document:
    """Return a document, or the one that replaced it, however often it was replaced. Raises NotFound."""
    document = session.get(Document, document_id)
    if document is None:
        raise NotFound
    replaced = DocumentChange.document_id == document_id, DocumentChange.replaced_by_id.is_not(None)
    by = session.scalars(select(DocumentChange.replaced_by_id).where(*replaced)).first()
    return document if by is None else in_force(session, by)


def require_printed(session: Session, document: Document) -> None:
    """Raise PaperNotPrinted when there is nothing yet that could be handed to a party."""
    if session.scalar(select(DocumentFile.size).where(DocumentFile.document_id == document.id)) is None:
        raise PaperNotPrinted(f"《{document.title}》（{document.number}）。")


def keep_paper(session: Session, document_id: UUID, pdf: bytes) -> None:
    """Keep the paper of a document, unless another worker has kept the same one meanwhile."""
    if unprinted(session, document_id) is None:
        return
    session.add(
        DocumentFile(
            document_id=document_id,
            pdf=pdf,
            sha256=hashlib.sha256(pdf).hexdigest(),
            size=len(pdf),
            rendered_at=clock.now(),
        )
    )
