"""Steps of 听证 (PEN-13): a host from outside the investigation, notice early enough, record, report, waiver.

The caller sets hearing_requested and electronic_consent. It gets hearing (held, waived); a hearing that was asked for
also leaves hearing_began_on and, once held, hearing_ended_on, between which the limit for deciding does not run.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from marshmallow import ValidationError
from sqlalchemy import select

from forms.choices import DeadlineEnd
from forms.hearing import Course
from workflows import clock
from workflows.documents.wording import chinese_date
from workflows.errors import HearingOfficerUnfit, NotAllowed
from workflows.law import clock_of, decide, due
from workflows.models import Officer, Recusal
from workflows.steps import StepContext, shared, step
from workflows.steps.hearing_people import clerk_of
from workflows.steps.limits import end_clock, start_clock

HOST, FILE, DATE, NOTICE, REPORT = (
    "hearing_host",
    "hearing_file",
    "hearing_date",
    "hearing_notice",
    "hearing_report",
)
WAIVED: Mapping[Any, str] = {
    Course.ABSENT: "当事人无正当理由拒不出席听证，视为",
    Course.WALKED_OUT: "当事人未经许可中途退出听证，视为",
    Course.WITHDRAWN: "当事人撤回听证要求，",
}
"""How a party waives a hearing that it had asked for (行政处罚法 64)."""


@step("hearing_began_on", "hearing_host_due", "hearing_notice_by", "hearing_postponed")
def open_hearing(ctx: StepContext) -> Mapping[str, Any]:
    """Start the inner limit for naming a host, from the request (听证办法)."""
    wished_on = ctx.dossier.answers("record_hearing_request").get("wished_on")
    asked_on = date.fromisoformat(wished_on) if wished_on else _today(ctx)
    return {
        **start_clock(ctx, HOST, asked_on, "收到听证要求"),
        "hearing_began_on": asked_on.isoformat(),
        "hearing_postponed": False,
        "hearing_notice_by": clock_of(NOTICE).basis,
    }


@step("hearing_file_due", "hearing_host_id")
def appoint_host(ctx: StepContext) -> Mapping[str, Any]:
    """Appoint the host who was named; the file is to be handed over in time."""
    host = ctx.session.get_one(Officer, ctx.answers["host"])
    bar = decide("party_rights_bar", {"bar": "host_investigated"})
    end_clock(ctx, HOST, DeadlineEnd.MET, "已指定听证主持人")
    ctx.note(f"指定{host.name}为听证主持人。", basis=bar["basis"], rule=bar["rule"])
    return {"hearing_host_id": host.id, **start_clock(ctx, FILE, _today(ctx), "指定听证主持人")}


@step("hearing_date_due", "hearing_earliest_on")
def take_file(ctx: StepContext) -> Mapping[str, Any]:
    """Start the host's limit for fixing the date, from the hand-over of the file."""
    end_clock(ctx, FILE, DeadlineEnd.MET, "已移交案卷")
    return {**start_clock(ctx, DATE, ctx.answers["handed_on"], "收到案卷"), **_earliest(ctx)}


@step("hearing_on")
def set_date(ctx: StepContext) -> Mapping[str, Any]:
    """Set the day of the hearing.

    Raises ValidationError for a day that a notice served today would not precede by the term of the law (处罚法 64),
    NotAllowed for anybody but the host.
    """
    _by_the_host(ctx)
    at: datetime = ctx.answers["hearing_at"]
    earliest = _earliest(ctx)["hearing_earliest_on"]
    if at.date().isoformat() < earliest:
        why = f"最早可以定在{chinese_date(earliest)}（{clock_of(NOTICE).basis}）。"
        raise ValidationError({"hearing_at": [f"这一天太早，来不及提前通知当事人；{why}"]})
    end_clock(ctx, DATE, DeadlineEnd.MET, "已确定听证日期")
    ctx.tell_party(f"听证定于{chinese_date(at.date())}举行。", basis=clock_of(NOTICE).basis)
    return {"hearing_on": at.date().isoformat()}


@step("hearing_date_due", "hearing_earliest_on", "notice_in_time")
def check_notice(ctx: StepContext, *, served_on: str) -> Mapping[str, Any]:
    """Find whether the notice was served early enough; one that was not needs another date (处罚法 64)."""
    term = due(NOTICE, date.fromisoformat(served_on))
    day = datetime.fromisoformat(ctx.dossier.answers("fix_hearing")["hearing_at"]).date()
    if day > term.last_day:
        start_clock(ctx, NOTICE, term.starts_on, "听证通知书送达")
        return {"notice_in_time": True}
    ctx.tell_party(f"通知书送达过迟，{chinese_date(day)}不能举行听证，须另定日期。", basis=term.basis)
    return {"notice_in_time": False, **_fix_again(ctx, "通知书送达过迟")}


@step("hearing_date_due", "hearing_earliest_on", "hearing_postponed")
def postpone(ctx: StepContext) -> Mapping[str, Any]:
    """Put the hearing off, for the reason that the host found good; another date is to be fixed."""
    _by_the_host(ctx)
    ctx.tell_party("听证延期举行。")
    return {"hearing_postponed": True, **_fix_again(ctx, "听证延期")}


@step("hearing_host_due")
def recuse_host(ctx: StepContext) -> Mapping[str, Any]:
    """Keep the host out of the case from now on, by the leader's decision; another is to be named (程序规定 4)."""
    host_id, rule = _host_id(ctx), decide("recusal_decider", {"recused": "hearing_host"})
    known = select(Recusal.id).where(Recusal.case_id == ctx.case.id, Recusal.officer_id == host_id)
    if ctx.session.scalars(known).one_or_none() is None:
        recusal = Recusal(
            case_id=ctx.case.id,
            officer_id=host_id,
            kind=ctx.answers["recusal_kind"],
            ground=ctx.answers["recusal_reason"],
            asked_by=ctx.answers["recusal_asked_by"],
            decided_by_id=ctx.commit.actor_id,
            decided_as=rule["decider"],
            member_ids=[],
            at=ctx.commit.at,
        )
        ctx.commit.write(ctx.session, [recusal])
    end_clock(ctx, DATE, DeadlineEnd.CANCELLED, "更换听证主持人")
    end_clock(ctx, NOTICE, DeadlineEnd.CANCELLED, "更换听证主持人")
    ctx.note("听证主持人回避。", basis=rule["basis"], rule=rule["rule"])
    return start_clock(ctx, HOST, _today(ctx), "听证主持人回避")


@step("document_id", "document_title")
def issue_hearing_record(ctx: StepContext) -> Mapping[str, Any]:
    """Issue the record of the hearing.

    Raises NotAllowed for anybody but the host, HearingOfficerUnfit when nobody else was named for a clerk who
    stepped out, or the host himself was.
    """
    _by_the_host(ctx)
    _by_a_fit_clerk(ctx)
    return shared.issue_document(ctx, kind="hearing_record")


@step("hearing_ended_on", "hearing_report_due")
def close_hearing(ctx: StepContext) -> Mapping[str, Any]:
    """Start the limit for the report, from the end of the hearing."""
    ended_on = ctx.answers["ended_at"].date()
    ctx.tell_party("听证举行完毕。")
    return {"hearing_ended_on": ended_on.isoformat(), **start_clock(ctx, REPORT, ended_on, "听证结束")}


@step("document_id", "document_title")
def issue_hearing_report(ctx: StepContext) -> Mapping[str, Any]:
    """Issue the host's report for the leader. Raises NotAllowed for anybody but the host."""
    _by_the_host(ctx)
    end_clock(ctx, REPORT, DeadlineEnd.MET, "已提出听证报告")
    return shared.issue_document(ctx, kind="hearing_report")


@step("hearing")
def settle_hearing(ctx: StepContext, *, hearing: str) -> Mapping[str, Any]:
    """Settle whether there was a hearing; what was to be done for it in time need not be done any more."""
    for timer in (HOST, FILE, DATE, NOTICE, REPORT):
        end_clock(ctx, timer, DeadlineEnd.CANCELLED, "听证程序结束")
    how = ctx.answers.get("hearing_course") or ctx.answers.get("fixing")
    words = (
        "已举行听证。" if hearing == "held" else f"{WAIVED.get(how, '当事人')}放弃听证权利，不再举行听证。"
    )
    ctx.note(words, event="hearing_settled", basis=clock_of(NOTICE).basis)
    return {"hearing": hearing}


def _today(ctx: StepContext) -> date:
    return clock.day_of(ctx.commit.at)


def _earliest(ctx: StepContext) -> dict[str, str]:
    """Return the first day after the term for which a notice served today would have to precede the hearing."""
    return {"hearing_earliest_on": clock.day_of(due(NOTICE, _today(ctx)).instant).isoformat()}


def _fix_again(ctx: StepContext, event: str) -> Mapping[str, int | str]:
    return {**start_clock(ctx, DATE, _today(ctx), event), **_earliest(ctx)}


def _host_id(ctx: StepContext) -> int:
    found: int = ctx.dossier.answers("name_host")["host"]
    return found


def _by_a_fit_clerk(ctx: StepContext) -> None:
    """Let no record be kept by the host, nor by somebody who stepped out of the case."""
    clerk_id = clerk_of(ctx.dossier)
    out = Recusal.case_id == ctx.case.id, Recusal.officer_id == clerk_id
    recused = ctx.session.scalars(select(Recusal.id).where(*out)).one_or_none() is not None
    if recused or clerk_id == _host_id(ctx):
        raise HearingOfficerUnfit(ctx.session.get_one(Officer, clerk_id).name)


def _by_the_host(ctx: StepContext) -> None:
    """Let nobody but the appointed host hold this hearing."""
    if ctx.commit.actor_id != _host_id(ctx):
        host = ctx.session.get_one(Officer, _host_id(ctx))
        raise NotAllowed(
            f"本案听证由{host.name}主持；主持人应当回避或者不能主持的，请登记申请回避，由审批人另行指定。"
        )
