"""What was asked of the worker: it is done, or under way, or some person's task (B5.5)."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Column, MetaData, String, Table, select
from sqlalchemy.orm import Session

from forms.choices import ImportState
from workflows.audit.finding import Finding
from workflows.audit.reading import Asked, stream
from workflows.jobs.tables import SCHEMA
from workflows.models import Document, DocumentChange, DocumentFile, ImportRun, SharedMessage, Trouble

WAITING = (ImportState.WAITING.value, ImportState.RUNNING.value)
UNDER_WAY = ("ENQUEUED", "DELAYED", "PENDING")

ASKED: Mapping[str, tuple[str, Asked]] = {
    "render_document": (
        "document",
        select(Document.id).where(
            ~select(DocumentFile.document_id).where(DocumentFile.document_id == Document.id).exists(),
            ~select(DocumentChange.id).where(DocumentChange.document_id == Document.id).exists(),
        ),
    ),
    "deliver_message": ("shared_message", select(SharedMessage.id).where(SharedMessage.sent_at.is_(None))),
    "import_penalties": ("import_run", select(ImportRun.id).where(ImportRun.state.in_(WAITING))),
}
"""By job, of which table it must see to which rows."""


def check(session: Session) -> Iterator[Finding]:
    """B5.5: every paper, message and import that waits is on the queue, or an open trouble tells of it."""
    seen_to = _under_way(session) | _told(session)
    for job, (table, waiting) in ASKED.items():
        for (row_id,) in stream(session, waiting):
            if (job, str(row_id)) not in seen_to:
                words = "后台没有这一项工作，也没有待处理的故障：没有人会再办理它。"
                yield Finding("B5.5", table, str(row_id), words)


def _under_way(session: Session) -> set[tuple[str, str]]:
    """Return job and row of every run that the job engine has yet to end; its name is `job:job:row:…/try`."""
    schema = SCHEMA if session.get_bind().dialect.name == "postgresql" else None
    table = Table(
        "workflow_status", MetaData(schema=schema), Column("workflow_uuid", String), Column("status", String)
    )
    live = select(table.c.workflow_uuid).where(table.c.status.in_(UNDER_WAY))
    names = (name.partition("/")[0].split(":") for (name,) in stream(session, live))
    return {(job, row_id) for job, _, row_id, *_ in (name for name in names if len(name) > 2)}


def _told(session: Session) -> set[tuple[str, str]]:
    """Return job and row of every open trouble."""
    found = stream(session, select(Trouble.job, Trouble.arguments).where(Trouble.solved_at.is_(None)))
    return {(job, _first(arguments)) for job, arguments in found}


def _first(arguments: Mapping[str, Any]) -> str:
    return str(next(iter(arguments.get("args", ())), ""))
