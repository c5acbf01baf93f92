"""Lists leads, registers one, shows one, and takes what its section does with it (线索)."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from forms.choices import SETTLED, LeadSource, LeadStanding
from forms.leads import NewLead
from webapp.answers import Sheet, blank, refused, submitted
from webapp.consulting import read_entity
from webapp.db import db, look_again
from webapp.leads.deeds import DEEDS, Deed, deed_named
from webapp.offering import officers
from webapp.paging import listed, page_number
from webapp.session.visitor import current_actor
from workflows import clock
from workflows.casework import leads, reading
from workflows.casework.actor import holds
from workflows.errors import AttachmentUnknown, LeadSettled, NotAllowed, OfficerUnfit
from workflows.models import BusinessEntity
from workflows.register.commit import Commit
from workflows.register.leads import Found
from workflows.register.leads import register as register_lead

bp = Blueprint("leads", __name__, url_prefix="/leads")
DONE = {
    LeadStanding.REGISTERED: "登记",
    LeadStanding.REFERRED: "转办",
    LeadStanding.ASSIGNED: "分派",
    LeadStanding.DISMISSED: "不予处理",
    LeadStanding.TRANSFERRED: "移送",
    LeadStanding.OPENED: "立案",
}
"""What was done, where a lead stands so."""
WORDS = {"LeadSource": LeadSource, "LeadStanding": LeadStanding, "SETTLED": SETTLED, "DONE": DONE}


@bp.get("")
def index() -> ResponseReturnValue:
    """List the leads that this officer may read, by section and standing, the most urgent first."""
    session, actor = db.session(), current_actor()
    scope = request.args.get("scope", "")
    sought = reading.LeadSought(
        standing=next((one for one in LeadStanding if one == scope), None),
        department_id=request.args.get("section", None, int),
        only_open=scope in ("", "open"),
        only_overdue=scope == "overdue",
    )
    wanted = reading.leads_waiting(actor) if scope == "mine" else reading.leads(actor, sought)
    found = listed(session, wanted, page_number())
    sections = reading.sections(session)
    return render_template(
        "leads/index.html", found=found, sought=sought, scope=scope, sections=sections, **WORDS
    )


@bp.get("/new")
def new() -> ResponseReturnValue:
    """Show the form in which a lead is registered, about a party that the address names or about none on file."""
    return _registering(_party(), blank(db.session(), _form()))


@bp.post("")
def register() -> ResponseReturnValue:
    """Register a lead and show it; with a fault in the form, show that again as it was filled in."""
    session, actor, party, form = db.session(), current_actor(), _party(), _form()
    try:
        told = form.load(submitted(request.form))
        found = Found(**told, entity_id=party.id if party else None)
        lead = register_lead(session, Commit(actor.officer_id, actor.name), found)
    except (ValidationError, AttachmentUnknown) as error:
        look_again()
        return _registering(party, refused(session, form, request.form, error, actor.officer_id)), 422
    flash("线索已登记，由分办科室的负责人分派。")
    return redirect(url_for("leads.show", lead_id=lead.id), 303)


@bp.get("/<int:lead_id>")
def show(lead_id: int) -> ResponseReturnValue:
    """Show a lead, everything that was done with it, and what can be done now."""
    called = request.args.get("code", "").strip()[:100]
    page = reading.lead_page(db.session(), lead_id, current_actor(), called)
    deeds = DEEDS.values() if page.sorts and not page.is_settled else ()
    return render_template("leads/show.html", page=page, deeds=deeds, **WORDS)


@bp.get("/<int:lead_id>/<deed>")
def ask(lead_id: int, deed: str) -> ResponseReturnValue:
    """Show the form in which something is done with a lead."""
    chosen = deed_named(deed)
    return _asking(lead_id, chosen, blank(db.session(), chosen.form()))


@bp.post("/<int:lead_id>/<deed>")
def deal_with(lead_id: int, deed: str) -> ResponseReturnValue:
    """Assign, refer, transfer or dismiss a lead; with a fault in the form, show it again as it was filled in."""
    session, actor, chosen = db.session(), current_actor(), deed_named(deed)
    form = chosen.form()
    try:
        done = leads.Done(standing=chosen.standing, told=chosen.columns(form.load(submitted(request.form))))
        leads.deal_with(session, lead_id, done, actor)
    except (ValidationError, OfficerUnfit) as error:
        look_again()
        return _asking(lead_id, chosen, refused(session, form, request.form, error, actor.officer_id)), 422
    flash(chosen.said)
    return redirect(url_for("leads.index"), 303)


def _asking(lead_id: int, deed: Deed, sheet: Sheet) -> str:
    """Show a deed's form to whoever may do it; of officers it offers those who can look at the lead."""
    session, actor = db.session(), current_actor()
    page = reading.lead_page(session, lead_id, actor)
    if page.is_settled:
        raise LeadSettled
    if not page.sorts:
        raise NotAllowed
    fit = officers(session, actor.officer_id, [holds(leads.LOOKING, page.last.department_id)])
    sheet = replace(sheet, people={**sheet.people, "anyone": fit})
    return render_template("leads/deal.html", page=page, deed=deed, sheet=sheet)


def _form() -> NewLead:
    return NewLead(known={"today": clock.today()})


def _party() -> BusinessEntity | None:
    """Return the party that the address names, of which the visitor may read. Raises NotFound."""
    entity_id = request.args.get("entity", None, int)
    if entity_id is None:
        return None
    read_entity(entity_id)
    return reading.entity_on_file(db.session(), entity_id)


def _registering(party: BusinessEntity | None, sheet: Sheet) -> str:
    return render_template("leads/new.html", party=party, sheet=sheet)
