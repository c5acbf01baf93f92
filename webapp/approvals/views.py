"""Lists what waits for review or approval; the task's own page shows the papers as they will be issued."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.db import db
from webapp.session.visitor import current_actor
from workflows.casework import reading

bp = Blueprint("approvals", __name__, url_prefix="/approvals")


@bp.get("")
def index() -> ResponseReturnValue:
    """List the cases that wait for this officer's review or approval."""
    waiting = reading.inbox(db.session(), current_actor(), "mine")
    rows = [row for row in waiting if row.decides]
    return render_template("approvals/index.html", rows=rows)
