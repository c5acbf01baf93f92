"""Finds and enters entities, shows their credit records, takes what became known of them."""

from datetime import date
from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from forms.business_entity import EnterEntity
from forms.choices import LeadStanding
from forms.party_change import ChangeParty
from webapp.answers import Sheet, blank, refused, submitted
from webapp.consulting import read_entity
from webapp.db import db, look_again
from webapp.paging import page_number
from webapp.session.visitor import current_actor
from workflows import clock
from workflows.casework import parties, reading
from workflows.documents.coverage import demand_printable
from workflows.documents.writings import without_writing

bp = Blueprint("entities", __name__)


@bp.get("/entities")
def search() -> ResponseReturnValue:
    """Find entities by name or code."""
    q = request.args.get("q", "").strip()[:100]
    found = reading.search_entities(db.session(), q, page_number(), current_actor())
    return render_template("entities/search.html", q=q, found=found)


@bp.get("/entities/new")
def new() -> ResponseReturnValue:
    """Show the form in which a party is entered that is not on file."""
    return _entering(blank(db.session(), EnterEntity()))


@bp.post("/entities")
def enter() -> ResponseReturnValue:
    """Enter a party and show it; with a fault in the form, show that again as it was filled in."""
    session, actor, form = db.session(), current_actor(), EnterEntity()
    try:
        told = form.load(submitted(request.form))
        demand_printable(told, partial(without_writing, session))
        entity, is_new = parties.enter_party(session, told, actor)
    except ValidationError as error:
        look_again()
        return _entering(refused(session, form, request.form, error, actor.officer_id)), 422
    flash("已登记，可以在下面办理新案件。" if is_new else "系统中已有这一主体，就是下面这一户。")
    return redirect(url_for("entities.show", entity_id=entity.id), 303)


def _entering(sheet: Sheet) -> str:
    return render_template("entities/new.html", sheet=sheet)


@bp.get("/entities/<int:entity_id>")
def show(entity_id: int) -> ResponseReturnValue:
    """Show one entity's credit record."""
    read_entity(entity_id)
    on = request.args.get("on", None, date.fromisoformat)
    page = reading.entity_page(db.session(), entity_id, current_actor(), on)
    leads = reading.leads_about(db.session(), page.entity.id, current_actor())
    return render_template("entities/show.html", page=page, leads=leads, LeadStanding=LeadStanding)


@bp.get("/entities/<int:entity_id>/known")
def known(entity_id: int) -> ResponseReturnValue:
    """Show one entity's credit record as it was known on a day."""
    read_entity(entity_id)
    on = request.args.get("on", clock.today(), date.fromisoformat)
    page = reading.known_page(db.session(), entity_id, on, current_actor())
    return render_template("entities/known.html", page=page)


@bp.get("/entities/<int:entity_id>/change")
def ask_change(entity_id: int) -> ResponseReturnValue:
    """Show the form in which a change of a party is made known."""
    return _changing(entity_id, blank(db.session(), ChangeParty(known={"today": clock.today()})))


@bp.post("/entities/<int:entity_id>/change")
def change(entity_id: int) -> ResponseReturnValue:
    """Put a change of a party on record and show the party; with a fault in the form, show that again."""
    session, actor, form = db.session(), current_actor(), ChangeParty(known={"today": clock.today()})
    try:
        told = form.load(submitted(request.form))
        demand_printable(told, partial(without_writing, session))
        entity = parties.change_party(session, entity_id, told, actor)
    except ValidationError as error:
        look_again()
        return _changing(entity_id, refused(session, form, request.form, error, actor.officer_id)), 422
    flash("变更已登记。")
    return redirect(url_for("entities.show", entity_id=entity.id), 303)


def _changing(entity_id: int, sheet: Sheet) -> str:
    read_entity(entity_id)
    entity = reading.entity_on_file(db.session(), entity_id)
    return render_template("entities/change.html", entity=entity, sheet=sheet)
