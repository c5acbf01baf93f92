"""Lists documents, shows one with the proof of its service, gives its paper, takes a correction."""

from dataclasses import replace
from io import BytesIO
from uuid import UUID

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from forms.choices import Consulted, ServiceMode
from webapp.answers import Sheet, blank, refused, status_of, submitted
from webapp.consulting import read_case
from webapp.db import db, look_again
from webapp.documents.blueprint import bp
from webapp.documents.finding import documents, kinds, last_change, party_named, services
from webapp.headers import as_paper
from webapp.paging import listed, page_number
from webapp.session.visitor import current_actor, visitor
from workflows import casework
from workflows.documents.catalogue import kind_of
from workflows.errors import CaseworkError, NotFound
from workflows.models import Case, Document


@bp.get("")
def index() -> ResponseReturnValue:
    """List issued documents by kind, number, party or case."""
    kind, q = request.args.get("kind", "")[:64], request.args.get("q", "").strip()[:100]
    found = listed(db.session(), documents(kind, q, current_actor()), page_number())
    return render_template("documents/index.html", found=found, kinds=kinds(db.session()), kind=kind, q=q)


@bp.get("/<uuid:document_id>")
def show(document_id: UUID) -> ResponseReturnValue:
    """Show a document: its standing, its service with the proof, its paper."""
    return _document_page(_document(document_id))


@bp.post("/<uuid:document_id>/corrections")
def correct(document_id: UUID) -> ResponseReturnValue:
    """Replace a document by a corrected one, and show that; with a fault in the form, show it again as filled in."""
    session, actor, document = db.session(), current_actor(), _document(document_id)
    try:
        new = casework.replace_paper(session, document_id, submitted(request.form), actor)
    except (ValidationError, CaseworkError) as error:
        status = status_of(error)
        look_again()
        form = casework.correction_form(document)()
        return _document_page(document, refused(session, form, request.form, error, actor.officer_id)), status
    flash(f"已更正，新文书为 {new.number}；原文书已注明被替换。")
    return redirect(url_for("documents.show", document_id=new.id), 303)


def _document_page(document: Document, correction: Sheet | None = None) -> str:
    session = db.session()
    if correction is None and visitor().may("documents.correct") and not casework.settled(session, document):
        correction = _as_it_stands(session, document)
    case = session.get_one(Case, document.case_id)
    return render_template(
        "documents/show.html",
        document=document,
        case=case,
        party=party_named(document, case),
        change=last_change(session, document),
        is_served=kind_of(document.kind).served,
        services=services(session, document),
        check_url=url_for("check.show", code=document.code),
        correction=correction,
        ServiceMode=ServiceMode,
    )


def _as_it_stands(session: Session, document: Document) -> Sheet:
    """Return the form of a correction, filled in with the wording that the paper has now."""
    sheet = blank(session, casework.correction_form(document)())
    return replace(sheet, filled=MultiDict(casework.texts_of(document)))


@bp.get("/<uuid:document_id>.pdf")
def paper(document_id: UUID) -> ResponseReturnValue:
    """Give the paper, to be read in the page or (with ?download) to be saved."""
    document = _document(document_id)
    if document.file is None:
        raise NotFound("文书正在排版，请稍后再看。")
    saved = "download" in request.args
    content, name = BytesIO(document.file.pdf), f"{document.number}.pdf"
    return as_paper(send_file(content, "application/pdf", as_attachment=saved, download_name=name))


def _document(document_id: UUID) -> Document:
    document = db.session.get(Document, document_id)
    if document is None:
        raise NotFound
    read_case(document.case_id, Consulted.DOCUMENT, document.id)
    return document
