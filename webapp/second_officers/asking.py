"""Shows a form again that was not accepted; where a colleague has to agree first, asks him."""

from dataclasses import replace

from flask import request
from marshmallow import ValidationError

from forms.base import TaskForm
from webapp.answers import Sheet, refilled, refused
from webapp.db import db, look_again
from webapp.session.visitor import current_actor
from workflows.casework import reading, second_officers
from workflows.casework.colleagues import Matter
from workflows.errors import CaseworkError, ColleagueUnasked


def take_back(error: ValidationError | CaseworkError) -> None:
    """Take back what was attempted; unless a colleague is asked now, the rest of the answer only reads."""
    if isinstance(error, ColleagueUnasked):
        db.session.rollback()
    else:
        look_again()


def shown_again(form: TaskForm, error: ValidationError | CaseworkError, matter: Matter) -> Sheet:
    """Return the form as it was filled in, with its faults, or with whose agreement it waits for.

    What was attempted has been taken back before: the request to the colleague is all that is kept.
    """
    session, actor = db.session(), current_actor()
    if not isinstance(error, ColleagueUnasked):
        return refused(session, form, request.form, error, actor.officer_id, matter)
    asked = second_officers.ask(session, matter, error.officer_id, actor)
    sheet = refilled(session, form, request.form, actor.officer_id, matter)
    return replace(sheet, waits_for=reading.request_of(session, asked, actor) if asked else None)
