"""Lists documents, shows one with the proof of its service, gives its paper."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from forms.choices import Consulted
from webapp.consulting import read_case
from webapp.db import db
from webapp.documents.finding import documents, kinds, last_change, services
from webapp.headers import as_paper
from webapp.paging import listed, page_number
from webapp.session.visitor import current_actor
from workflows.documents.catalogue import kind_of
from workflows.errors import NotFound
from workflows.models import Case, Document

bp = Blueprint("documents", __name__, url_prefix="/documents")


@bp.get("")
def index() -> ResponseReturnValue:
    """List issued documents by kind, number, party or case."""
    kind, q = request.args.get("kind", "")[:64], request.args.get("q", "").strip()[:100]
    found = listed(db.session(), documents(kind, q, current_actor()), page_number())
    return render_template("documents/index.html", found=found, kinds=kinds(db.session()), kind=kind, q=q)


@bp.get("/<uuid:document_id>")
def show(document_id: UUID) -> ResponseReturnValue:
    """Show a document: its standing, its service with the proof, its paper."""
    document, session = _document(document_id), db.session()
    return render_template(
        "documents/show.html",
        document=document,
        case=session.get_one(Case, document.case_id),
        change=last_change(session, document),
        is_served=kind_of(document.kind).served,
        services=services(session, document),
        check_url=url_for("check.show", code=document.code),
    )


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
