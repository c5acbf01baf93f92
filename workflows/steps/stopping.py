"""Stops work on a case that ends before its diagram does: its terms, and papers that nobody has received."""

from sqlalchemy import select

from forms.choices import DeadlineEnd, DocumentStanding
from workflows.documents.catalogue import kind_of
from workflows.models import Document, DocumentChange, Service
from workflows.steps import StepContext
from workflows.steps.limits import end_all


def stop_work(ctx: StepContext, why: str) -> None:
    """End what is counted in the case, take back papers that nobody has received yet, and say that it ends."""
    stop_everything(ctx, why)
    ctx.tell_party("终止办理。", event="ended")


def stop_everything(ctx: StepContext, why: str) -> None:
    """End what is counted in the case, and take back papers that nobody has received yet."""
    end_all(ctx, DeadlineEnd.CANCELLED, why)
    ctx.commit.write(ctx.session, [_taken_back(ctx, paper, why) for paper in _unserved(ctx)])


def _unserved(ctx: StepContext) -> list[Document]:
    served = select(Service.id).where(Service.document_id == Document.id, Service.served_on.is_not(None))
    changed = select(DocumentChange.id).where(DocumentChange.document_id == Document.id)
    of_case = select(Document).where(Document.case_id == ctx.case.id, ~served.exists(), ~changed.exists())
    return [
        one for one in ctx.session.scalars(of_case.order_by(Document.issued_at)) if kind_of(one.kind).served
    ]


def _taken_back(ctx: StepContext, paper: Document, why: str) -> DocumentChange:
    standing = DocumentStanding.WITHDRAWN
    return DocumentChange(document_id=paper.id, standing=standing, reason=f"{why}。", at=ctx.commit.at)
