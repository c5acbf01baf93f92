"""Finds entities, shows their credit records, lists what may be repaired soon."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from webapp.db import db
from webapp.paging import page_number
from webapp.session.visitor import current_actor
from workflows import clock
from workflows.casework import reading

bp = Blueprint("entities", __name__)


@bp.get("/entities")
def search() -> ResponseReturnValue:
    """Find entities by name or code."""
    q = request.args.get("q", "").strip()[:100]
    found = reading.search_entities(db.session(), q, page_number())
    return render_template("entities/search.html", q=q, found=found)


@bp.get("/entities/<int:entity_id>")
def show(entity_id: int) -> ResponseReturnValue:
    """Show one entity's credit record."""
    page = reading.entity_page(db.session(), entity_id, current_actor())
    return render_template("entities/show.html", page=page)


@bp.get("/outreach")
def outreach() -> ResponseReturnValue:
    """List the records whose parties may apply for repair, now or soon."""
    rows = reading.outreach(db.session(), clock.today())
    return render_template("entities/outreach.html", rows=rows)
