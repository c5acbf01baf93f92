"""Takes a file in, shows how far it is and what came of it."""

from io import BytesIO

from flask import (
    Blueprint,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from webapp.db import db
from webapp.paging import listed, page_number
from webapp.session.visitor import current_actor
from workflows import background, importing
from workflows.errors import NotFound, UnreadableFile
from workflows.models import ImportRun, Officer

bp = Blueprint("imports", __name__, url_prefix="/imports")


@bp.get("")
def index() -> ResponseReturnValue:
    """List the imports, the newest first, above it the form for the next."""
    return _list_page("")


@bp.post("")
def upload() -> ResponseReturnValue:
    """Begin an import; the worker carries it on."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _list_page("请先选择文件。"), 422
    try:
        run = importing.begin(db.session(), file.filename, file.stream.read(), current_actor().officer_id)
    except UnreadableFile as refusal:
        db.session.rollback()
        return _list_page(str(refusal)), 422
    background.import_later(db.session(), run)
    return redirect(url_for("imports.show", run_id=run.id), 303)


@bp.get("/<int:run_id>")
def show(run_id: int) -> ResponseReturnValue:
    """Show how far an import is and what came of it."""
    return render_template("imports/show.html", run=_run(run_id), started_by=_starter(_run(run_id)))


@bp.get("/<int:run_id>/progress")
def progress(run_id: int) -> ResponseReturnValue:
    """Answer the page's question how far it is; once it has ended, the whole page is asked for again."""
    run = _run(run_id)
    response = make_response(render_template("imports/progress.html", run=run))
    if run.ended_at:
        response.headers["HX-Refresh"] = "true"
    return response


@bp.get("/<int:run_id>/rejects")
def rejects(run_id: int) -> ResponseReturnValue:
    """Give the refused rows back, in the format of the file, each with what is wrong in it."""
    _run(run_id)
    filename, media_type, pieces = importing.rejects_file(db.session(), run_id)
    return send_file(BytesIO(b"".join(pieces)), media_type, as_attachment=True, download_name=filename)


def _run(run_id: int) -> ImportRun:
    run = db.session.get(ImportRun, run_id)
    if run is None:
        raise NotFound
    return run


def _starter(run: ImportRun) -> str:
    officer = db.session.get(Officer, run.started_by_id) if run.started_by_id else None
    return officer.name if officer else "命令行"


def _list_page(refusal: str) -> str:
    newest_first = select(ImportRun).order_by(ImportRun.id.desc())
    found = listed(db.session(), newest_first, page_number())
    limit = current_app.config["MAX_CONTENT_LENGTH"]
    return render_template("imports/index.html", found=found, refusal=refusal, limit=limit)
