"""Words of forms: every answered step says in which words it was asked, and they are what their digest says."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import StepKind
from workflows.audit.finding import Finding
from workflows.audit.reading import each, stream
from workflows.models import CaseStep, FormWording, StepWording

ANSWERED = (StepKind.OPENED, StepKind.COMPLETED)


def check(session: Session) -> Iterator[Finding]:
    """B8.1: the words of forms are kept under their digest, each step's for its own task."""
    for digest, content in stream(session, select(FormWording.digest, FormWording.content)):
        if hashlib.sha256(content).hexdigest() != digest:
            yield Finding("B8.1", "form_wording", digest, "存档的表单用语与其摘要不符。")
    step = select(CaseStep.id, CaseStep.case_id, CaseStep.seq).where(CaseStep.kind.in_(ANSWERED))
    unworded = step.where(~select(StepWording.step_id).where(StepWording.step_id == CaseStep.id).exists())
    yield from each(
        session, "B8.1", "case_step", unworded, "案件 {case_id} 的第 {seq} 步没有当时的表单用语。"
    )
