"""How papers write characters that no font has: the list, and the form for one more."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from forms.character_writing import WriteCharacter
from webapp.answers import Sheet, blank, refused, submitted
from webapp.db import db, look_again
from webapp.documents.blueprint import bp
from webapp.documents.finding import writings
from webapp.paging import listed, page_number
from webapp.session.visitor import current_actor
from workflows.casework.writing import write_character


@bp.get("/characters")
def characters() -> ResponseReturnValue:
    """Show how characters are written that no font has."""
    return _page(blank(db.session(), WriteCharacter()))


@bp.post("/characters")
def enter_character() -> ResponseReturnValue:
    """Enter how one is written; with a fault in the form, show it again as it was filled in."""
    session, actor, form = db.session(), current_actor(), WriteCharacter()
    try:
        write_character(session, form.load(submitted(request.form)), actor)
    except ValidationError as error:
        look_again()
        return _page(refused(session, form, request.form, error, actor.officer_id)), 422
    flash("已登记，今后制发的文书照此印制。")
    return redirect(url_for("documents.characters"), 303)


def _page(sheet: Sheet) -> str:
    found = listed(db.session(), writings(), page_number())
    return render_template("documents/characters.html", sheet=sheet, found=found)
