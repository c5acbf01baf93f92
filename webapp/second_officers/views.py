"""Shows who asks whom to be the second of two officers, and takes what is answered (协办)."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from werkzeug.exceptions import BadRequest

from forms.choices import SecondOfficerVerdict
from forms.second_officers import AnswerRequest
from webapp.answers import submitted
from webapp.db import db
from webapp.paging import listed, page_number
from webapp.session.visitor import current_actor
from workflows.casework import reading, second_officers

bp = Blueprint("second_officers", __name__, url_prefix="/second-officers")

SAID = {
    SecondOfficerVerdict.AGREED: "已同意协办，请求人现在可以提交。",
    SecondOfficerVerdict.DECLINED: "已答复不能协办，请求人会看到您的理由。",
    SecondOfficerVerdict.WITHDRAWN: "已撤回协办请求。",
}


@bp.get("")
def index() -> ResponseReturnValue:
    """List the requests that wait for this officer's answer, or those that he made."""
    session, actor = db.session(), current_actor()
    own = request.args.get("scope") == "own"
    found = listed(session, reading.asked_by(actor) if own else reading.asked_of(actor), page_number())
    rows = [reading.request_row(*row) for row in found.rows]
    waiting = reading.waiting_requests(session, actor)
    return render_template(
        "second_officers/index.html", rows=rows, found=found, scope="own" if own else "asked", waiting=waiting
    )


@bp.get("/<int:request_id>")
def state(request_id: int) -> ResponseReturnValue:
    """Return what became of a request, for the form that waits for it."""
    row = reading.request_of(db.session(), request_id, current_actor())
    return render_template("second_officers/state.html", row=row)


@bp.post("/<int:request_id>")
def answer(request_id: int) -> ResponseReturnValue:
    """Agree, decline with a reason, or withdraw."""
    try:
        told = AnswerRequest().load(submitted(request.form))
    except ValidationError:
        raise BadRequest from None
    verdict, actor = told["verdict"], current_actor()
    second_officers.answer(db.session(), request_id, verdict, told.get("reason", ""), actor)
    flash(SAID[verdict])
    own = verdict is SecondOfficerVerdict.WITHDRAWN
    return redirect(url_for("second_officers.index", scope="own" if own else None), 303)


@bp.post("/<int:request_id>/again")
def ask_again(request_id: int) -> ResponseReturnValue:
    """Ask a colleague once more who declined, or from whom one withdrew it."""
    second_officers.ask_again(db.session(), request_id, current_actor())
    flash("已再次请其协办。")
    return redirect(url_for("second_officers.index", scope="own"), 303)
