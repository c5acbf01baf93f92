"""Takes the purpose for which somebody needs to read, and answers who read what."""

from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from forms.choices import Consulted, Purpose, Relation
from forms.consulting import StatePurpose
from webapp.answers import refused, submitted
from webapp.consulting import purpose_page_of_case, purpose_page_of_person
from webapp.db import db
from webapp.paging import listed, page_number
from webapp.session.views import own_path
from webapp.session.visitor import current_actor
from workflows import clock
from workflows.casework import purposes, reading

FIRST_DAY = date(2020, 1, 1)  # before the first reading of any bureau

bp = Blueprint("consultations", __name__, url_prefix="/consultations")


@bp.get("")
def index() -> ResponseReturnValue:
    """List who read what, or was refused, by person, by case or party, by day."""
    sought = reading.Sought(
        who=request.args.get("who", "").strip()[:50],
        about=request.args.get("about", "").strip()[:100],
        from_day=_day("from"),
        until_day=_day("until"),
    )
    found = listed(db.session(), reading.consultations(sought), page_number())
    words = {"Consulted": Consulted, "Relation": Relation, "Purpose": Purpose}
    return render_template("consultations/index.html", found=found, sought=sought, **words)


@bp.post("/cases/<uuid:case_id>")
def state_for_case(case_id: UUID) -> ResponseReturnValue:
    """Take the purpose and lead on to what was asked for; with a fault in it, ask again."""
    session, actor, form = db.session(), current_actor(), StatePurpose()
    try:
        told = form.load(_told())
    except ValidationError as error:
        return purpose_page_of_case(
            case_id, refused(session, form, request.form, error, actor.officer_id)
        ), 422
    purposes.state_for_case(session, case_id, purposes.Need(told["purpose"], told["reason"]), actor)
    return _led_on(url_for("cases.show", case_id=case_id))


@bp.post("/entities/<int:entity_id>")
def state_for_entity(entity_id: int) -> ResponseReturnValue:
    """Take the purpose and lead on to the person's record; with a fault in it, ask again."""
    session, actor, form = db.session(), current_actor(), StatePurpose()
    try:
        told = form.load(_told())
    except ValidationError as error:
        sheet = refused(session, form, request.form, error, actor.officer_id)
        return purpose_page_of_person(entity_id, sheet), 422
    purposes.state_for_entity(session, entity_id, purposes.Need(told["purpose"], told["reason"]), actor)
    return _led_on(url_for("entities.show", entity_id=entity_id))


def _told() -> dict[str, object]:
    return {name: value for name, value in submitted(request.form).items() if name != "next"}


def _led_on(otherwise: str) -> ResponseReturnValue:
    flash("已记录查阅用途，现在可以查阅。您的每次查阅都会留下记录。")
    return redirect(own_path(request.form.get("next", "")) or otherwise, 303)


def _day(name: str) -> date | None:
    """Return a day asked for; one before any reading, or one to come, is as good as the first or today."""
    day = request.args.get(name, None, date.fromisoformat)
    return min(max(day, FIRST_DAY), clock.today()) if day else None
