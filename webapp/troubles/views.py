"""Lists the jobs that gave up, and tries one again."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from webapp.db import db
from webapp.paging import listed, page_number
from webapp.session.visitor import current_actor
from workflows import jobs
from workflows.models import Case, Trouble

bp = Blueprint("troubles", __name__, url_prefix="/troubles")


@bp.get("")
def index() -> ResponseReturnValue:
    """List the jobs that gave up and have not been solved."""
    with_case = select(Trouble, Case.number).outerjoin(Case, Case.id == Trouble.case_id)
    open_ones = with_case.where(Trouble.solved_at.is_(None)).order_by(Trouble.opened_at, Trouble.id)
    return render_template("troubles/index.html", found=listed(db.session(), open_ones, page_number()))


@bp.post("/<int:trouble_id>/retry")
def retry(trouble_id: int) -> ResponseReturnValue:
    """Try a job again; should it give up again, it comes back as a new trouble."""
    jobs.retry(db.session(), trouble_id, current_actor().officer_id)
    flash("已重新排队。成功后不再出现；再次失败会重新列在这里。")
    return redirect(url_for("troubles.index"), 303)
