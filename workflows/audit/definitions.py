"""Definitions: the diagrams that cases run under are kept, and are what their digest says."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.audit.finding import Finding
from workflows.audit.reading import each, stream
from workflows.engine import Process, process_from_source
from workflows.errors import DiagramRefused
from workflows.models import Case, Definition


def stored_processes(session: Session) -> Iterator[tuple[str, Process | None, str]]:
    """Yield every stored definition: its digest, its process when it can be used, else why it cannot."""
    chosen = select(Definition.digest, Definition.process_key, Definition.source)
    for digest, process_key, source in stream(session, chosen, part=10):
        if hashlib.sha256(source).hexdigest() != digest:
            yield digest, None, "存档的流程图与其摘要不符。"
            continue
        try:
            process = process_from_source(source)
            process.demand_usable()
        except DiagramRefused as refusal:
            yield digest, None, str(refusal)
            continue
        fits = process.key == process_key
        yield digest, process if fits else None, "" if fits else f"存档的流程图属于 {process.key}。"


def check(session: Session) -> Iterator[Finding]:
    """B8.1: every case's definition is kept under its digest, for the case's own procedure."""
    for digest, process, fault in stored_processes(session):
        if process is None:
            yield Finding("B8.1", "definition", digest, fault)
    kept = (Definition.digest == Case.definition_digest) & (Definition.process_key == Case.process_key)
    unkept = select(Case.id, Case.definition_digest).where(~select(Definition.digest).where(kept).exists())
    yield from each(session, "B8.1", "case", unkept, "没有本案流程的存档 {definition_digest}。")
