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

from forms.choices import ImportKind, ImportState
from webapp.consulting import read_rejects
from webapp.db import db, look_again
from webapp.paging import listed, page_number
from webapp.session.visitor import current_actor
from workflows import background, importing
from workflows.errors import NotFound, UnreadableFile
from workflows.importing.header import unknown_titles
from workflows.importing.kinds import FILES
from workflows.models import ImportRun, Officer
from workflows.sheets.reading import title_key

LEFT_OUT = "-"
"""What the page sends for a column that is not to be imported."""

bp = Blueprint("imports", __name__, url_prefix="/imports")


@bp.get("")
def index() -> ResponseReturnValue:
    """List the imports, the newest first, above it the form for the next."""
    return _list_page("")


@bp.post("")
def upload() -> ResponseReturnValue:
    """Begin an import; the worker carries it on."""
    file = request.files.get("file")
    kind = request.form.get("kind", ImportKind.PENALTIES)
    if file is None or not file.filename or kind not in FILES:
        return _list_page("请先选择文件和文件的种类。"), 422
    officer_id, content = current_actor().officer_id, file.stream.read()
    try:
        run = importing.begin(db.session(), file.filename, content, officer_id, kind=ImportKind(kind))
    except UnreadableFile as refusal:
        look_again()
        return _list_page(str(refusal)), 422
    if run.state != ImportState.MAPPING:
        background.import_later(db.session(), run)
    return redirect(url_for("imports.show", run_id=run.id), 303)


@bp.get("/<int:run_id>")
def show(run_id: int) -> ResponseReturnValue:
    """Show how far an import is and what came of it."""
    return _run_page(_run(run_id))


@bp.post("/<int:run_id>/titles")
def map_titles(run_id: int) -> ResponseReturnValue:
    """Take what a person says of the titles that nobody knew, and let the import go on."""
    layout = FILES[_run(run_id).kind].layout
    titles = unknown_titles(_run(run_id).titles, {}, layout)
    chosen = {title_key(title): request.form.get(f"title-{place}", "") for place, title in enumerate(titles)}
    if any(code not in {*layout.columns, LEFT_OUT} for code in chosen.values()):
        return _run_page(_run(run_id), "请为每一列选择对应的标准列，或者选择不导入。"), 422
    mapped = {title: "" if code == LEFT_OUT else code for title, code in chosen.items()}
    try:
        run = importing.map_titles(db.session(), run_id, mapped)
    except UnreadableFile as refusal:
        look_again()
        return _run_page(_run(run_id), refusal.detail), 422
    background.import_later(db.session(), run)
    return redirect(url_for("imports.show", run_id=run_id), 303)


def _run_page(run: ImportRun, refusal: str = "") -> str:
    layout = FILES[run.kind].layout
    return render_template(
        "imports/show.html",
        run=run,
        kind=ImportKind.words(run.kind),
        started_by=_starter(run),
        report=importing.report(run),
        unknown=unknown_titles(run.titles, {}, layout),
        columns=layout.columns.values(),
        left_out=LEFT_OUT,
        refusal=refusal,
        chosen=request.form,
    )


@bp.get("/<int:run_id>/progress")
def progress(run_id: int) -> ResponseReturnValue:
    """Answer the page's question how far it is; once it has ended, the whole page is asked for again."""
    run = _run(run_id)
    response = make_response(render_template("imports/progress.html", run=run))
    if run.ended_at or run.state == ImportState.MAPPING:
        response.headers["HX-Refresh"] = "true"
    return response


@bp.get("/<int:run_id>/rejects")
def rejects(run_id: int) -> ResponseReturnValue:
    """Give the refused rows back, in the format of the file, each with what is wrong in it."""
    _run(run_id)
    read_rejects(run_id)
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
    return render_template(
        "imports/index.html", found=found, refusal=refusal, limit=limit, kinds=ImportKind, chosen=request.form
    )
