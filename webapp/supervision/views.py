"""Shows the overdue terms that a head has to answer for, and takes what is said about them (督办)."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from forms.reminders import AnswerSupervision
from webapp.answers import submitted
from webapp.db import db
from webapp.paging import listed, page_number
from webapp.session.visitor import current_actor
from workflows.casework import reading, supervising

bp = Blueprint("supervision", __name__, url_prefix="/supervision")


@bp.get("")
def index() -> ResponseReturnValue:
    """List the overdue terms that wait for this officer's word."""
    return _listed({})


@bp.post("/<int:reminder_id>")
def answer(reminder_id: int) -> ResponseReturnValue:
    """Take the word on one of them; with a fault in it, show the list again with the fault beside it."""
    session = db.session()
    try:
        told = AnswerSupervision().load(submitted(request.form))
    except ValidationError as error:
        return _listed({reminder_id: "".join(error.messages_dict.get("opinion", []))}), 422
    row = supervising.answer(session, reminder_id, told["opinion"], current_actor())
    flash(f"案件 {row.case.number}：督办意见已记入案件，承办人在案件页可以看到。")
    return redirect(url_for("supervision.index"), 303)


def _listed(faults: dict[int, str]) -> str:
    session, actor = db.session(), current_actor()
    found = listed(session, reading.supervisions(actor), page_number())
    rows = reading.supervision_rows(session, [row for (row,) in found.rows])
    waiting = reading.waiting_requests(session, actor)
    return render_template("supervision/index.html", rows=rows, found=found, faults=faults, waiting=waiting)
