"""Shows what waits, and takes the answer to a task."""

from uuid import UUID, uuid4

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from forms import TaskForm
from forms.choices import Consulted
from forms.people import Reassign
from forms.second_officers import AskColleague
from webapp.access import SUPERVISORS
from webapp.answers import Sheet, begun, blank, refused, status_of, submitted
from webapp.consulting import read_case
from webapp.db import db, look_again
from webapp.headers import as_paper
from webapp.second_officers.asking import shown_again, take_back
from webapp.session.visitor import current_actor
from webapp.submission import key_of, version_of
from workflows import casework
from workflows.casework import reading, reassigning, second_officers
from workflows.casework.colleagues import SECOND, matter_of
from workflows.documents.press import print_pdf
from workflows.errors import CaseworkError, DeadlinePassed, NotFound

bp = Blueprint("inbox", __name__)


@bp.get("/inbox")
def index() -> ResponseReturnValue:
    """List what waits for this officer, or for the department."""
    scope = "department" if request.args.get("scope") == "department" else "mine"
    session, actor = db.session(), current_actor()
    rows, waiting = reading.inbox(session, actor, scope), reading.waiting_requests(session, actor)
    changed = reading.changed_parties(session, actor)
    reminders = reading.reminders(session, actor)
    overdue = reading.waiting_supervisions(session, actor) if actor.roles & SUPERVISORS else 0
    leads = reading.waiting_leads(session, actor)
    told = {"changed": changed, "reminders": reminders, "overdue": overdue, "leads": leads}
    return render_template("inbox/index.html", rows=rows, scope=scope, waiting=waiting, **told)


@bp.post("/tasks/<uuid:task_id>/claim")
def claim(task_id: UUID) -> ResponseReturnValue:
    """Take a task for oneself."""
    casework.claim(db.session(), task_id, current_actor())
    flash("已领取，现在由您办理。")
    return redirect(url_for("inbox.show", task_id=task_id), 303)


@bp.post("/tasks/<uuid:task_id>/release")
def release(task_id: UUID) -> ResponseReturnValue:
    """Give a claimed task back."""
    casework.release(db.session(), task_id, current_actor())
    flash("已退回，同岗位的人员可以领取。")
    return redirect(url_for("inbox.index"), 303)


@bp.get("/tasks/<uuid:task_id>")
def show(task_id: UUID) -> ResponseReturnValue:
    """Show one task: the case, its deadlines and papers, and the form."""
    return _shown(task_id)


def _shown(task_id: UUID, moving: Sheet | None = None, asking: Sheet | None = None) -> str:
    page = _task_read(task_id)
    form = casework.task_form(page.task, page.case)
    sheet = _first_shown(page, form) if page.may_answer else None
    return _task_page(page, sheet, uuid4(), moving, asking)


def _first_shown(page: reading.TaskPage, form: TaskForm) -> Sheet:
    """Return the form as it begins, with what is known of its answers already."""
    session = db.session()
    sheet = blank(session, form, current_actor().officer_id, matter_of(page.case))
    return begun(sheet, reading.begins_with(session, page.task, form), resumes=form.resumes)


@bp.post("/tasks/<uuid:task_id>")
def answer(task_id: UUID) -> ResponseReturnValue:
    """Take the answer; with a fault in it, show the form again as it was filled in."""
    session, actor, key = db.session(), current_actor(), key_of(request.form)
    answers, version = submitted(request.form), version_of(request.form)
    try:
        done = casework.complete_task(session, task_id, answers, actor, key, version)
    except DeadlinePassed as passed:
        return _went_on(passed)
    except (ValidationError, CaseworkError) as error:
        status = status_of(error)
        # Nothing of the attempt is kept, not even a deadline fired on the way: the sweep fires it again.
        take_back(error)
        return _refused_page(task_id, error, key), status
    flash(f"案件 {done.case_number}：已办理“{done.done_title}”。{_what_next(done)}")
    return redirect(url_for("cases.show", case_id=done.case_id), 303)


@bp.post("/tasks/<uuid:task_id>/reassign")
def reassign(task_id: UUID) -> ResponseReturnValue:
    """Give a claimed task to another, or back to the section; with a fault in the form, show it again."""
    session, actor, form = db.session(), current_actor(), Reassign()
    try:
        told = form.load(submitted(request.form))
        reassigning.reassign(session, task_id, told.get("to"), told["reason"], actor)
    except (ValidationError, CaseworkError) as error:
        status = status_of(error)
        look_again()
        sheet = refused(session, form, request.form, error, actor.officer_id)
        return _shown(task_id, sheet), status
    flash("已改派。" if told.get("to") else "待办已退回科室，同岗位的人员可以领取。")
    return redirect(url_for("inbox.show", task_id=task_id), 303)


@bp.post("/tasks/<uuid:task_id>/second-officer")
def ask_colleague(task_id: UUID) -> ResponseReturnValue:
    """Ask a colleague to be the second officer ahead of the answer; with a fault in the form, show it again."""
    session, actor, form = db.session(), current_actor(), AskColleague()
    matter = matter_of(reading.open_task(session, task_id).case)
    try:
        told = form.load(submitted(request.form))
        second_officers.ask(session, matter, told["colleague"], actor)
    except (ValidationError, CaseworkError) as error:
        status = status_of(error)
        look_again()
        sheet = refused(session, form, request.form, error, actor.officer_id, matter)
        return _shown(task_id, asking=sheet), status
    flash("已请其确认协办；其同意后，您的待办中会有显示。")
    return redirect(url_for("inbox.show", task_id=task_id), 303)


@bp.get("/tasks/<uuid:task_id>/preview/<kind>.pdf")
def preview(task_id: UUID, kind: str) -> ResponseReturnValue:
    """Show a paper as it will be issued, without number, seal and QR code."""
    read_case(reading.case_of_task(db.session(), task_id), Consulted.PREVIEW, task_id)
    found = reading.previews(db.session(), task_id, current_actor())
    html = next((paper.html for paper in found if paper.kind == kind), None)
    if html is None:
        raise NotFound
    return as_paper(_pdf(print_pdf(html)))


def _pdf(content: bytes) -> Response:
    response = make_response(content)
    response.mimetype = "application/pdf"
    return response


def _task_read(task_id: UUID) -> reading.TaskPage:
    page = reading.task_page(db.session(), task_id, current_actor())
    read_case(page.case.id)
    return page


def _task_page(
    page: reading.TaskPage,
    sheet: Sheet | None,
    key: UUID,
    moving: Sheet | None = None,
    asking: Sheet | None = None,
) -> str:
    session, actor = db.session(), current_actor()
    papers = reading.previews(session, page.task.id, actor) if page.may_answer else []
    if page.task.claimed_by_id is not None and reassigning.may_reassign(actor, page.task):
        moving = moving or blank(session, Reassign(), actor.officer_id)
    if sheet and any(widget.kind in SECOND for widget in sheet.widgets):
        asking = asking or blank(session, AskColleague(), actor.officer_id, matter_of(page.case))
    return render_template(
        "inbox/task.html", page=page, sheet=sheet, key=key, previews=papers, moving=moving, asking=asking
    )


def _refused_page(task_id: UUID, error: ValidationError | CaseworkError, key: UUID) -> str:
    task = reading.open_task(db.session(), task_id)
    # Before the page is read: it shows who has been asked.
    sheet = shown_again(casework.task_form(task, task.case), error, matter_of(task.case))
    return _task_page(_task_read(task_id), sheet, key)


def _went_on(passed: DeadlinePassed) -> ResponseReturnValue:
    """Show the case as it stands: the refusal took the firing back with it, so that it is done here once more."""
    session = db.session()
    session.rollback()
    casework.wake(session, passed.case_id)
    flash(str(passed), "warning")
    return redirect(url_for("cases.show", case_id=passed.case_id), 303)


def _what_next(done: casework.Answer) -> str:
    if done.outcome:
        return f"案件已办结：{done.outcome}。"
    return f"接下来：{'、'.join(done.waits_for)}。" if done.waits_for else ""
