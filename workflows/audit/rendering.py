"""Printing again: the same frozen facts must give the same bytes (B5.2), tried on a sample."""

import hashlib
from collections.abc import Callable, Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflows.audit.finding import Finding
from workflows.errors import CaseworkError
from workflows.models import Document, DocumentFile

Print = Callable[[Document], bytes | None]
"""Prints a document anew; None when its template has changed since and the bytes cannot be compared."""


def check_papers(session: Session, most: int, printed: Print) -> Iterator[Finding]:
    """Print up to `most` papers again, drawn at random, and yield a finding for each that comes out otherwise."""
    drawn = select(Document, DocumentFile.sha256).join(DocumentFile).order_by(func.random()).limit(most)
    for document, sha256 in session.execute(drawn):
        try:
            pdf = printed(document)
        except CaseworkError as fault:
            words = f"《{document.title}》（{document.number}）不能重新排版：{fault}"
            yield Finding("B5.2", "document_file", str(document.id), words)
            continue
        if pdf is not None and hashlib.sha256(pdf).hexdigest() != sha256:
            words = f"按固定的事实重新排版《{document.title}》（{document.number}），与存档的文件不同。"
            yield Finding("B5.2", "document_file", str(document.id), words)
