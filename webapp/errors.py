"""Says in HTTP what went wrong: one table from error class to status, one page for all."""

import logging
import secrets
from collections.abc import Mapping

from flask import Flask, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DataError, DBAPIError, OperationalError, TimeoutError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from webapp.db import transaction
from webapp.session.visitor import ChangePasswordFirst
from workflows import errors, jobs

log = logging.getLogger(__name__)

STATUS: Mapping[type[errors.CaseworkError], int] = {
    errors.CaseNotYours: 403,
    errors.CaseRecused: 403,
    errors.NotAllowed: 403,
    errors.PartsCollide: 403,
    errors.PersonNotYours: 403,
    errors.ReviewerUnqualified: 403,
    errors.SecondAdministratorNeeded: 403,
    errors.NotFound: 404,
    errors.ActRefused: 409,
    errors.AlreadyOpen: 409,
    errors.CaseSuspended: 409,
    errors.AppointmentClosed: 409,
    errors.ConditionsChanged: 409,
    errors.NoticeNotServed: 409,
    errors.DeadlinePassed: 409,
    errors.LeadAboutAnother: 409,
    errors.LeadSettled: 409,
    errors.MinutesMissing: 409,
    errors.PaperSettled: 409,
    errors.PartyChanged: 409,
    errors.NotServed: 409,
    errors.RecordNotInState: 409,
    errors.RequestSettled: 409,
    errors.SameKeyOtherBody: 409,
    errors.StalePage: 409,
    errors.SupervisionAnswered: 409,
    errors.TaskNotOpen: 409,
    errors.TroubleClosed: 409,
    errors.AccountUnfit: 422,
    errors.AttachmentUnknown: 422,
    errors.AddressUnconfirmed: 422,
    errors.CertificateLapsed: 422,
    errors.ColleagueUnasked: 422,
    errors.DelegationUnfit: 422,
    errors.DocumentIncomplete: 422,
    errors.DocumentUnprintable: 422,
    errors.ExtensionRefused: 422,
    errors.FactsUnfit: 422,
    errors.LawConflict: 422,
    errors.LawGap: 422,
    errors.LengthUnfit: 422,
    errors.HearingOfficerUnfit: 422,
    errors.MemberUnfit: 422,
    errors.NotDecidedHere: 422,
    errors.OfficerUnfit: 422,
    errors.OpinionsMissing: 422,
    errors.PaperNotPrinted: 422,
    errors.HeavierAfterDefence: 422,
    errors.PauseUnknown: 422,
    errors.PostUnfit: 422,
    errors.ServedTooEarly: 422,
    errors.SettingRefused: 422,
    errors.SummaryProcedureUnfit: 422,
    errors.NotErasable: 422,
    errors.TitlesUnknown: 422,
    errors.TooFewMembers: 422,
    errors.ReassignmentUnfit: 422,
    errors.TransferRefused: 409,
    errors.UnreadableFile: 422,
    # What follows is the house's own fault: the page shows an event id, the log the reason.
    errors.BrokenSeal: 500,
    errors.BrokenState: 500,
    errors.ClockSetBack: 503,
    errors.CatalogueFault: 500,
    errors.DiagramFailed: 500,
    errors.DeclarationFaulty: 500,
    errors.DiagramRefused: 500,
    errors.ExchangeFailed: 500,
    errors.FontsUnknown: 500,
    errors.HalfDone: 500,
    errors.JobFaulty: 500,
    errors.JobLost: 500,
    errors.JobUnknown: 500,
    errors.LawFileFaulty: 500,
    errors.LawUnknown: 500,
    errors.LeaseLost: 500,
    errors.MessageNotAwaited: 500,
    errors.MessageUnfit: 500,
    errors.NotPlainData: 500,
    errors.ReleaseStrands: 500,
    errors.RenderingFailed: 500,
    errors.StateOfLaterRelease: 500,
    errors.WorkerRunsAlready: 500,
}

TITLES = {
    400: "请求不完整",
    403: "没有权限",
    404: "没有找到",
    405: "不能这样访问",
    409: "情况已有变化",
    413: "文件太大",
    422: "填写有误",
    429: "操作太频繁",
    500: "系统出错了",
    503: "数据库暂时连不上",
}
ADVICE = {
    400: "页面可能已经过期，您的填写没有保存。请返回上一页，刷新后重新提交。",
    403: "您的岗位不能办理或查看这项内容。如果工作需要，请联系系统管理员。",
    404: "没有找到您要的内容，可能编号有误，或您没有查看权限。请从待办或查询重新进入。",
    405: "这个地址不能直接打开。请从待办重新进入。",
    409: "您提交之前，他人刚刚办理了同一事项，您的填写没有保存。请刷新页面，查看现在走到哪一步。",
    413: "文件超过了大小上限，没有上传。请压缩或拆分后再试。",
    422: "填写的内容不能办理，什么都没有保存。请返回上一页改正。",
    429: "短时间内操作次数太多。请过几分钟再试。",
    500: "办理没有完成，什么都没有保存。请稍后重试；仍不成功时，把下面的事件编号告诉系统管理员。",
    503: "办理没有完成。请稍等片刻再试；几分钟后仍连不上时，请告诉系统管理员。",
}
UNIQUE_CODES = {"23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}
# The server ends, has not begun, or takes no more: none of it is the visitor's fault or ours.
AWAY_CODES = {"57P01", "57P02", "57P03", "53300", "SQLITE_BUSY", "SQLITE_CANTOPEN"}
CONNECTION_LOST = "08"
SECONDS_AWAY = 10
LOST_RACE_CODES = {"40001", "40P01", "SQLITE_BUSY_SNAPSHOT"}


def init_app(app: Flask) -> None:
    """Answer every error with a page."""
    app.register_error_handler(errors.CaseworkError, casework_error)
    app.register_error_handler(ChangePasswordFirst, change_password_first)
    app.register_error_handler(StaleDataError, lambda _: page(409))
    app.register_error_handler(DBAPIError, database_error)
    app.register_error_handler(TimeoutError, database_away)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, unexpected)


def page(status: int, advice: str = "", event: str = "") -> Response:
    """Return the page that says what happened and what to do next."""
    known = status if status in TITLES else (400 if status < 500 else 500)
    html = render_template(
        "error.html", title=TITLES[known], advice=advice or ADVICE[known], event=event, status=status
    )
    return make_response(html, status)


def casework_error(error: errors.CaseworkError) -> ResponseReturnValue:
    """Casework refused: its sentence is the page."""
    status = STATUS[type(error)]
    if isinstance(error, errors.ClockSetBack):
        with transaction() as session:
            jobs.alarm_of_clock(session, error)
    if status == 500:
        return unexpected(error)
    return page(status, str(error))


def change_password_first(error: ChangePasswordFirst) -> ResponseReturnValue:
    """Lead to the account page, where the password is changed."""
    flash(error.__doc__ or "", "warning")
    return redirect(url_for("session.account"), 303)


def database_error(error: DBAPIError) -> ResponseReturnValue:
    """Another was first (a key was taken, a version had moved on): 409. The database is away: 503.

    A value that its column cannot hold was the visitor's: 400. Anything else is our fault.
    """
    code = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None) or ""
    if code in UNIQUE_CODES | LOST_RACE_CODES:
        return page(409)
    if is_away(error, code):
        return database_away(error)
    return page(400) if isinstance(error, DataError) else unexpected(error)


def is_away(error: DBAPIError, code: str) -> bool:
    """Return whether the database could not be asked; a connection that was never made has no code."""
    if code in AWAY_CODES or code.startswith(CONNECTION_LOST) or error.connection_invalidated:
        return True
    return isinstance(error, OperationalError) and not code


def database_away(error: Exception) -> ResponseReturnValue:
    """Log that the database is away, and give everything back that was typed, to be sent again as it is."""
    log.error("the database is away: %s %s", request.method, request.path, exc_info=error)
    kept = [] if request.blueprint == "session" else list(request.form.items(multi=True))
    typed = [value for _, value in kept if not value.isascii()]
    html = render_template("away.html", title=TITLES[503], advice=ADVICE[503], kept=kept, typed=typed)
    answer = make_response(html, 503)
    answer.headers["Retry-After"] = str(SECONDS_AWAY)
    return answer


def http_error(error: HTTPException) -> ResponseReturnValue:
    """Werkzeug's refusals, with their headers (such as Allow) kept."""
    if error.response is not None:
        return error.response
    answer = page(error.code or 500)
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            answer.headers[name] = value
    return answer


def unexpected(error: Exception) -> ResponseReturnValue:
    """Log the error under an event id, and show only the id; a casework error also shows its sentence."""
    event = secrets.token_hex(4).upper()
    log.error("event %s: %s %s", event, request.method, request.path, exc_info=error)
    sentence = str(error) if isinstance(error, errors.CaseworkError) else ""
    return page(500, sentence, event)
