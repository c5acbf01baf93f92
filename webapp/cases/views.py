"""Shows a case, opens cases, notes recusals."""

from uuid import UUID, uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from forms.choices import LeadSource
from forms.recusal import Recuse
from webapp.answers import Sheet, blank, refused, status_of, submitted
from webapp.cases.leads import Given, given
from webapp.consulting import read_case, read_entity
from webapp.db import db
from webapp.second_officers.asking import shown_again, take_back
from webapp.session.visitor import current_actor, visitor
from webapp.submission import key_of, numbers_of, section_of
from workflows import casework
from workflows.casework import reading
from workflows.casework.colleagues import Matter
from workflows.casework.opening_from_lead import Opening, open_from_lead
from workflows.errors import CaseworkError, NotFound

bp = Blueprint("cases", __name__)


@bp.get("/cases/<uuid:case_id>")
def show(case_id: UUID) -> ResponseReturnValue:
    """Show a case: facts, deadlines, papers, steps, diagram."""
    return _case_page(case_id)


def _case_page(case_id: UUID, recusal: Sheet | None = None) -> str:
    session = db.session()
    read_case(case_id)
    page = reading.case_page(session, case_id)
    may_recuse = visitor().may("cases.recuse") and page.case.closed_at is None
    sheet = (recusal or blank(session, Recuse())) if may_recuse else None
    lead_id = reading.lead_of_case(session, case_id)
    acts = reading.acts_of(session, page.case, current_actor())
    links = reading.links_of(session, case_id, current_actor())
    return render_template(
        "cases/show.html", page=page, recusal=sheet, lead_id=lead_id, acts=acts, links=links
    )


@bp.post("/cases/<uuid:case_id>/recusals")
def recuse(case_id: UUID) -> ResponseReturnValue:
    """Recuse an officer from the case; with a fault in the form, show it again as it was filled in."""
    session, actor, form = db.session(), current_actor(), Recuse()
    try:
        told = form.load(submitted(request.form))
    except ValidationError as error:
        return _case_page(case_id, refused(session, form, request.form, error, actor.officer_id)), 422
    ground = casework.Ground(
        kind=told["kind"],
        words=told["ground"],
        asked_by=told["asked_by"],
        members=tuple(told.get("members", ())),
    )
    casework.recuse(session, case_id, told["officer"], ground, actor)
    flash("已记录回避，该人员不能再办理本案。")
    return redirect(url_for("cases.show", case_id=case_id), 303)


@bp.get("/start/<process_key>")
def start(process_key: str) -> ResponseReturnValue:
    """Show the form that opens a case for each chosen record."""
    record_ids = numbers_of(request.args, "record")
    if not record_ids:
        raise NotFound("请从企业的信用记录进入，并先勾选至少一条记录。")
    casework.openable(process_key, current_actor())
    form, page = casework.start_form(process_key)(), _start_read(process_key, record_ids)
    sheet = blank(db.session(), form, current_actor().officer_id, _opening(page))
    return _start_page(page, sheet, uuid4())


@bp.post("/start/<process_key>")
def open_cases(process_key: str) -> ResponseReturnValue:
    """Open a case for each chosen record; with a fault in the form, show it again as it was filled in."""
    session, actor, record_ids = db.session(), current_actor(), numbers_of(request.args, "record")
    casework.openable(process_key, actor)
    form, key = casework.start_form(process_key)(), key_of(request.form)
    answers = submitted(request.form)
    _start_read(process_key, record_ids)
    try:
        opened = casework.open_cases(session, process_key, record_ids, answers, actor, key)
    except (ValidationError, CaseworkError) as error:
        status = status_of(error)
        take_back(error)
        page = _start_read(process_key, record_ids)
        return _start_page(page, shown_again(form, error, _opening(page)), key), status
    flash(f"已登记案件 {len(opened)} 件。")
    return redirect(url_for("cases.show", case_id=opened[0]), 303)


def _start_read(process_key: str, record_ids: list[int]) -> reading.StartPage:
    """Return the records to open cases about, of whose parties the visitor may read."""
    page = reading.start_page(db.session(), process_key, record_ids)
    for entity_id in {record.entity_id for record in page.records}:
        read_entity(entity_id)
    return page


def _opening(page: reading.StartPage) -> Matter:
    """Return what is to be opened, in the section that the form names, else one's own."""
    section = section_of(request.form, current_actor().department_id)
    return Matter(process_key=page.process_key, department_id=section, entity_id=page.entity.id)


def _start_page(page: reading.StartPage, sheet: Sheet, key: UUID) -> str:
    records = [record.id for record in page.records]
    target = url_for("cases.open_cases", process_key=page.process_key, record=records)
    return render_template("cases/start.html", page=page, sheet=sheet, key=key, target=target)


@bp.get("/start/<process_key>/<int:entity_id>")
def start_about(process_key: str, entity_id: int) -> ResponseReturnValue:
    """Show the form that opens a case about an entity itself."""
    casework.openable(process_key, current_actor())
    read_entity(entity_id)
    page, lead = reading.start_page_about(db.session(), process_key, entity_id), given(process_key)
    form = casework.start_form(process_key)(known=page.known)
    sheet = blank(db.session(), form, current_actor().officer_id, _opening(page))
    return _start_page_about(page, sheet, uuid4(), lead)


@bp.post("/start/<process_key>/<int:entity_id>")
def open_case(process_key: str, entity_id: int) -> ResponseReturnValue:
    """Open a case about an entity itself; with a fault in the form, show it again as it was filled in."""
    session, actor = db.session(), current_actor()
    casework.openable(process_key, actor)
    read_entity(entity_id)
    page = reading.start_page_about(session, process_key, entity_id)
    lead_id = request.args.get("lead", None, int)
    form, key = casework.start_form(process_key)(known=page.known), key_of(request.form)
    try:
        answers = submitted(request.form)
        if lead_id is None:
            case_id = casework.open_case(session, process_key, entity_id, answers, actor, key)
        else:
            opening = Opening(lead_id=lead_id, process_key=process_key, entity_id=entity_id)
            case_id = open_from_lead(session, opening, answers, actor, key)
    except (ValidationError, CaseworkError) as error:
        status = status_of(error)
        take_back(error)
        sheet = shown_again(form, error, _opening(page))
        return _start_page_about(page, sheet, key, given(process_key)), status
    flash("已登记案件。")
    return redirect(url_for("cases.show", case_id=case_id), 303)


def _start_page_about(page: reading.StartPage, sheet: Sheet, key: UUID, of: Given) -> str:
    lead_id = of.lead.id if of.lead else None
    target = url_for("cases.open_case", process_key=page.process_key, entity_id=page.entity.id, lead=lead_id)
    shown = {"page": page, "sheet": of.asked(sheet), "key": key, "target": target}
    return render_template("cases/start.html", **shown, given=of, LeadSource=LeadSource)
