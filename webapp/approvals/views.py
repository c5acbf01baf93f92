"""Lists what waits for review or approval; the task's own page shows the papers as they will be issued."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.db import db
from webapp.paging import SIZE
from webapp.session.visitor import current_actor
from workflows.casework import reading

bp = Blueprint("approvals", __name__, url_prefix="/approvals")


@bp.get("")
def index() -> ResponseReturnValue:
    """List the cases that wait for this officer's review or approval."""
    session, actor = db.session(), current_actor()
    rows = [row for row in reading.inbox(session, actor, "mine") if row.decides]
    acts = reading.act_rows(session.scalars(reading.waiting_acts(actor).limit(SIZE)).all())
    return render_template("approvals/index.html", rows=rows, acts=acts)
