"""The page of the calendars, and the import of the next year: first shown, then done."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.db import db
from webapp.law.blueprint import bp
from webapp.session.visitor import current_actor, visitor
from workflows import enactment
from workflows.errors import UnreadableFile
from workflows.law.workdays import announced_years, calendar_version

SHOWN = 200
"""How many deadlines the dry run lists; the number of all is always told."""


@bp.get("/calendar")
def show_calendar() -> ResponseReturnValue:
    """Show the holidays and make-up days of every year that is known."""
    return _page("")


@bp.post("/calendar/preview")
def preview_calendar() -> ResponseReturnValue:
    """Show which open deadlines a calendar would move; nothing is kept."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _page("请先选择文件。"), 422
    raw = file.stream.read()
    try:
        announced = enactment.read_calendar(file.filename, raw)
    except UnreadableFile as refusal:
        return _page(str(refusal)), 422
    found = enactment.expected_moves(db.session(), announced)
    return render_template(
        "law/calendar_preview.html",
        announced=announced,
        content=b64encode(raw).decode(),
        moved=[move for move in found if move.other_day],
        certain=sum(not move.other_day for move in found),
        shown=SHOWN,
    )


@bp.post("/calendar")
def import_calendar() -> ResponseReturnValue:
    """Store a calendar that was shown before, and move the open deadlines by it."""
    try:
        raw = b64decode(request.form.get("content", ""), validate=True)
        announced = enactment.read_calendar(request.form.get("filename", ""), raw)
    except NotBase64:
        return _page("文件内容不完整，请重新选择文件。"), 422
    except UnreadableFile as refusal:
        return _page(str(refusal)), 422
    actor = current_actor()
    moved = enactment.introduce(db.session(), announced, actor.officer_id, actor.name)
    flash(f"{announced.year.year}年放假安排已导入，重新核定期限 {len(moved)} 项。")
    return redirect(url_for("law.show_calendar"), 303)


def _page(refusal: str) -> str:
    years = sorted(announced_years(), key=lambda known: -known.year)
    may_import = visitor().may("law.import_calendar")
    return render_template(
        "law/calendar.html", years=years, version=calendar_version(), refusal=refusal, may_import=may_import
    )
