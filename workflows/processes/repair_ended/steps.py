"""Steps of 信用修复终止: work on a case stops because its record was withdrawn, and whoever applied is told."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from forms.choices import DeadlineEnd, DocumentStanding
from forms.record_withdrawal import RECORD_WITHDRAWN
from workflows.documents.bureau import bureau
from workflows.documents.catalogue import kind_of
from workflows.documents.wording import chinese_date
from workflows.models import Document, DocumentChange, Service
from workflows.steps import StepContext, step
from workflows.steps.dossier import Dossier
from workflows.steps.limits import end_all

WHY = "所涉记录已撤回，终止办理"


@step("applied")
def stop_work(ctx: StepContext) -> Mapping[str, Any]:
    """End what is counted in the case, and take back papers that nobody has received yet.

    Return whether somebody applied, who is to be told: a notice of the bureau's own has no applicant.
    """
    end_all(ctx, DeadlineEnd.CANCELLED, WHY)
    taken_back = [_taken_back(ctx, paper) for paper in _unserved(ctx)]
    ctx.commit.write(ctx.session, taken_back)
    ctx.tell_party("终止办理。", event="ended")
    return {"applied": "received_on" in ctx.dossier.application}


def _unserved(ctx: StepContext) -> list[Document]:
    served = select(Service.id).where(Service.document_id == Document.id, Service.served_on.is_not(None))
    changed = select(DocumentChange.id).where(DocumentChange.document_id == Document.id)
    of_case = select(Document).where(Document.case_id == ctx.case.id, ~served.exists(), ~changed.exists())
    return [
        one for one in ctx.session.scalars(of_case.order_by(Document.issued_at)) if kind_of(one.kind).served
    ]


def _taken_back(ctx: StepContext, paper: Document) -> DocumentChange:
    standing = DocumentStanding.WITHDRAWN
    return DocumentChange(document_id=paper.id, standing=standing, reason=f"{WHY}。", at=ctx.commit.at)


def repair_ended_notice(dossier: Dossier, on: date) -> Mapping[str, Any]:
    """信用修复终止办理通知书: which application, and why the record is gone."""
    record, case, party = dossier.record, dossier.case, dossier.party
    return {
        "case_number": case.number,
        "party_name": party.name,
        "uscc": party.shown_code,
        "record": f"{record.title}（{chinese_date(str(record.decided_on))}作出）",
        "received_on": str(dossier.application["received_on"]),
        "ground": dossier.answers(RECORD_WITHDRAWN)["reason"],
        "contact_person": case.department.name,
        "contact_phone": bureau().window_phone,
    }
