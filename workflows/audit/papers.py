"""Files: papers and attachments are what their hashes say, the frozen facts are what their digest says."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock
from workflows.audit.finding import Finding
from workflows.audit.reading import each, stream
from workflows.models import Attachment, Document, DocumentChange, DocumentFile

_printed_within = [timedelta(days=1)]


def expect_printed_within(span: timedelta) -> None:
    """Take after how long a paper that was not printed is no longer on its way; called once at the start."""
    _printed_within[:] = [span]


def check(session: Session) -> Iterator[Finding]:
    """B5.2: files of papers, attachments and frozen facts are what their digests say."""
    columns = (DocumentFile.document_id, DocumentFile.sha256, DocumentFile.size, DocumentFile.pdf)
    for document_id, sha256, size, pdf in stream(session, select(*columns), part=10):
        if (hashlib.sha256(pdf).hexdigest(), len(pdf)) != (sha256, size):
            yield Finding("B5.2", "document_file", str(document_id), "文书的文件与其摘要或者大小不符。")
    yield from _attachments(session)
    yield from _unprinted(session)
    for document_id, digest, facts in stream(
        session, select(Document.id, Document.facts_digest, Document.facts)
    ):
        if hashlib.sha256(orjson.dumps(facts, option=orjson.OPT_SORT_KEYS)).hexdigest() != digest:
            yield Finding("B5.2", "document", str(document_id), "文书固定的事实与其摘要不符。")


def _attachments(session: Session) -> Iterator[Finding]:
    """Name attachments whose content is not the one that was handed in; what their digest must be is witnessed."""
    columns = (Attachment.id, Attachment.sha256, Attachment.size, Attachment.content)
    for file_id, sha256, size, content in stream(session, select(*columns), part=10):
        if (hashlib.sha256(content).hexdigest(), len(content)) != (sha256, size):
            yield Finding("B5.2", "attachment", str(file_id), "附件的内容与其摘要或者大小不符。")


def _unprinted(session: Session) -> Iterator[Finding]:
    """Name papers that were never printed, whether somebody was told or not; one that was replaced needs no file."""
    printed = select(DocumentFile.document_id).where(DocumentFile.document_id == Document.id)
    replaced = select(DocumentChange.id).where(DocumentChange.document_id == Document.id)
    old = Document.issued_at < clock.now() - _printed_within[0]
    lost = select(Document.id, Document.number).where(old, ~printed.exists(), ~replaced.exists())
    yield from each(session, "B5.2", "document", lost, "文书 {number} 已经编号生效，但一直没有印出来。")
