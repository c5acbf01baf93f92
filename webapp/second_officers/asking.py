"""Shows a form again that was not accepted; where a colleague has to agree first, asks him."""

from dataclasses import replace

from flask import request
from marshmallow import ValidationError

from forms.base import TaskForm
from webapp.answers import Sheet, refilled, refused
from webapp.db import db
from webapp.session.visitor import current_actor
from workflows.casework import second_officers
from workflows.casework.colleagues import Matter
from workflows.errors import CaseworkError, ColleagueUnasked
from workflows.models import Officer

STILL_HERE = "填写的内容都在下面，还没有保存，请先不要关闭本页。"


def shown_again(form: TaskForm, error: ValidationError | CaseworkError, matter: Matter) -> Sheet:
    """Return the form as it was filled in, with its faults, or with whose agreement it waits for.

    What was attempted has been taken back before: the request to the colleague is all that is kept.
    """
    session, actor = db.session(), current_actor()
    if not isinstance(error, ColleagueUnasked):
        return refused(session, form, request.form, error, actor.officer_id, matter)
    second_officers.ask(session, matter, error.officer_id, actor)
    name = session.get_one(Officer, error.officer_id).name
    notice = f"已请{name}确认协办。{name}用本人账号同意以后，请再次提交。{STILL_HERE}"
    return replace(refilled(session, form, request.form, actor.officer_id, matter), notice=notice)
