"""Service by public notice (公告送达): the notice, its time, and what ends it (程序规定 82)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NoReturn
from uuid import UUID

from sqlalchemy import select

from forms.choices import DeadlineEnd, DocumentStanding, NoticePlace, ServiceMode
from workflows.documents.issue import issue
from workflows.documents.papers import require_printed
from workflows.errors import NotFound
from workflows.models import Deadline, DeadlineMove, Document, DocumentChange, Service
from workflows.processes.service.attempts import (
    Rule,
    attempt,
    deemed_words,
    document_at_hand,
    not_before,
    rule_of,
    told,
)
from workflows.processes.service.papers import NOTICE_CLOCK, place_of, proof_of_notice, service_notice
from workflows.steps import StepContext, step
from workflows.steps.limits import finish, start_clock


@step("notice_id", "notice_title")
def issue_notice(ctx: StepContext, *, document_id: str) -> Mapping[str, Any]:
    """Issue the public notice about a document, with the reason for it, which stays in the file (form 51)."""
    document = document_at_hand(ctx, document_id)
    facts = service_notice(ctx.dossier, document.issued_on)
    notice = issue(ctx.session, ctx.commit, ctx.case.id, "service_notice", facts)
    ctx.note(f"采用公告方式送达《{document.title}》（{document.number}）：{facts['reason']}。")
    return {"notice_id": str(notice.id), "notice_title": notice.label}


@step("service_by_notice_due")
def start_notice(ctx: StepContext, *, document_id: str, notice_id: str) -> Mapping[str, Any]:
    """Keep that the notice was published, and start its time; several may run beside each other.

    Raises ServedTooEarly when it was published before it was issued, PaperNotPrinted when it has no file yet.
    """
    document, notice = document_at_hand(ctx, document_id), ctx.session.get_one(Document, UUID(notice_id))
    published_on: date = ctx.answers["published_on"]
    not_before(notice, published_on)
    require_printed(ctx.session, notice)
    place = NoticePlace(ctx.answers["place"]).label
    row = attempt(ctx, document, ServiceMode.PUBLIC_NOTICE, rule_of(ServiceMode.PUBLIC_NOTICE))
    row.reason, row.note = notice.facts["reason"], f"{place}：{ctx.answers['where']}"
    ctx.commit.write(ctx.session, [row])
    ctx.note(f"公告《{document.title}》（{document.number}），载体：{place}。")
    return start_clock(ctx, NOTICE_CLOCK, published_on, f"发布{notice.title}", beside=True)


@step("served_on", "service_mode")
def record_notice(ctx: StepContext, *, document_id: str, notice_due: int | str) -> Mapping[str, Any]:
    """Keep that the time of the notice has passed: the document counts as served on its last day."""
    document, limit = document_at_hand(ctx, document_id), _limit(ctx, notice_due)
    mode, rule, published = (
        ServiceMode.PUBLIC_NOTICE,
        rule_of(ServiceMode.PUBLIC_NOTICE),
        _published(ctx, document),
    )
    served = Service(
        document_id=document.id,
        mode=mode,
        receiver="",
        happened_on=published.happened_on,
        served_on=limit.last_day,
        rule=rule["rule"],
        basis=rule["basis"],
        consent=False,
        undeliverable=False,
        through="",
        witnesses="",
        reason=published.reason,
        note=published.note,
        officer_id=published.officer_id,
        proof_ids=published.proof_ids,
        at=ctx.commit.at,
    )
    ctx.commit.write(ctx.session, [served])
    _issue_proof(ctx, served, rule)
    return told(ctx, document, rule, mode, limit.last_day)


@step("served_on", "service_mode")
def record_collection(ctx: StepContext, *, document_id: str, notice_due: int | str) -> Mapping[str, Any]:
    """Keep that the party came for the document during the notice and signed: that is direct service."""
    document, mode = document_at_hand(ctx, document_id), ServiceMode.DIRECT
    day: date = ctx.answers["happened_on"]
    not_before(document, day)
    finish(_limit(ctx, notice_due), DeadlineEnd.MET, "受送达人前来领取", ctx.commit.at)
    rule = rule_of(mode)
    served = attempt(ctx, document, mode, rule, served_on=day)
    ctx.commit.write(ctx.session, [served])
    _issue_proof(ctx, served, rule)
    return told(ctx, document, rule, mode, day)


@step()
def withdraw_notice(ctx: StepContext, *, notice_id: str, notice_due: int | str) -> Mapping[str, Any]:
    """Take a faulty notice back; its time has served nobody."""
    finish(_limit(ctx, notice_due), DeadlineEnd.CANCELLED, "公告有误，已撤下", ctx.commit.at)
    withdrawn = DocumentChange(
        document_id=UUID(notice_id),
        standing=DocumentStanding.WITHDRAWN,
        reason=ctx.answers["fault"],
        at=ctx.commit.at,
    )
    ctx.commit.write(ctx.session, [withdrawn])
    ctx.note("公告有误，撤下后重新送达。")
    return {}


def _limit(ctx: StepContext, due: int | str) -> Deadline:
    """Return the time of this notice, told from others by its id. Raises NotFound when it never began."""
    if isinstance(due, int):
        return next((row for row in ctx.dossier.deadlines if row.id == due), None) or _none()
    return _begun_earlier(ctx, datetime.fromisoformat(due))


def _begun_earlier(ctx: StepContext, instant: datetime) -> Deadline:
    """Return the time of a notice by the instant that an earlier release kept, even if it was moved since."""
    moved = select(DeadlineMove.deadline_id).where(DeadlineMove.old_due_at == instant)
    ids = set(ctx.session.scalars(moved.where(DeadlineMove.case_id == ctx.case.id)))
    rows = [row for row in ctx.dossier.deadlines if row.timer == NOTICE_CLOCK]
    return next((row for row in rows if row.due_at == instant or row.id in ids), None) or _none()


def _published(ctx: StepContext, document: Document) -> Service:
    """Return the row that tells of the notice's publication."""
    of_document = Service.document_id == document.id, Service.mode == ServiceMode.PUBLIC_NOTICE
    return (
        ctx.session.scalars(select(Service).where(*of_document).order_by(Service.id.desc())).first()
        or _none()
    )


def _none() -> NoReturn:
    raise NotFound


def _issue_proof(ctx: StepContext, served: Service, rule: Rule) -> None:
    dossier, files = ctx.dossier, len(served.proof_ids["attachments"])
    by_notice = f"{served.reason}；{served.note}；" if rule["deemed"] else ""
    facts = {
        "mode": ServiceMode(served.mode).value,
        "place": served.note if rule["deemed"] else place_of(dossier, served.mode),
        "servers": dossier.officers_named(served.officer_id),
        "served_at": str(served.served_on),
        "received_by": served.receiver,
        "proof": f"{by_notice}附件{files}份",
        "remark": deemed_words(rule, str(served.served_on)),
    }
    issue(ctx.session, ctx.commit, ctx.case.id, "proof_of_service", proof_of_notice(dossier, facts))
