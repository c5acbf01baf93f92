"""Keeps once, under its digest, what a case needs for as long as it is read: its diagrams, the words of its forms."""

import hashlib
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy.orm import Session

from forms import TaskForm
from workflows.documents.numbers import INSERT
from workflows.engine import Process
from workflows.models import CaseStep, Definition, FormWording, StepWording


def keep_definition(session: Session, process: Process, at: datetime) -> None:
    """Keep the diagrams under which a case is opened or goes on."""
    _keep(
        session,
        Definition,
        digest=process.digest,
        process_key=process.key,
        source=process.source,
        stored_at=at,
    )


def worded(session: Session, step: CaseStep, form: TaskForm) -> StepWording:
    """Keep the words of the form in which a step was answered, and return the row that ties the step to them."""
    content = orjson.dumps(form.wording(), option=orjson.OPT_SORT_KEYS)
    digest = hashlib.sha256(content).hexdigest()
    _keep(
        session,
        FormWording,
        digest=digest,
        process_key=step.process_key,
        name=step.name,
        content=content,
        kept_at=step.at,
    )
    return StepWording(step=step, digest=digest)


def _keep(session: Session, table: type[Definition] | type[FormWording], **values: Any) -> None:
    """Write a row unless one of that digest is there; two first ones at once do no harm."""
    if session.get(table, values["digest"]) is None:
        kept = INSERT[session.get_bind().dialect.name](table).values(**values)
        session.execute(kept.on_conflict_do_nothing())
