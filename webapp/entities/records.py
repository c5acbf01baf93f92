"""Takes records off and puts them back, lists those whose parties may apply for repair soon."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from sqlalchemy.orm import Session

from forms.base import TaskForm
from forms.choices import Tier
from forms.record_withdrawal import RestoreRecord, WithdrawRecord
from webapp.answers import Sheet, blank, refused, submitted
from webapp.consulting import read_entity
from webapp.db import db, look_again
from webapp.entities.views import bp
from webapp.paging import listed, page_number
from webapp.session.visitor import current_actor
from workflows import clock
from workflows.casework import Actor, reading, withdrawing
from workflows.models import CreditRecord

Change = Callable[[Session, int, Mapping[str, Any], Actor], CreditRecord]


@bp.get("/records/<int:record_id>/withdraw")
def ask_withdrawal(record_id: int) -> ResponseReturnValue:
    """Show the form in which a record is taken off."""
    return _withdrawing(record_id, blank(db.session(), WithdrawRecord()))


@bp.post("/records/<int:record_id>/withdraw")
def withdraw(record_id: int) -> ResponseReturnValue:
    """Take a record off with everything that hangs on it; with a fault in the form, show that again."""
    said = "记录已撤回，不再公示；公示的各方会收到通知，有关的修复案件终止办理。"
    return _changed(record_id, WithdrawRecord(), withdrawing.withdraw_record, said, _withdrawing)


@bp.get("/records/<int:record_id>/restore")
def ask_restoring(record_id: int) -> ResponseReturnValue:
    """Show the form in which a record is put back that was withdrawn by mistake."""
    return _restoring(record_id, blank(db.session(), RestoreRecord()))


@bp.post("/records/<int:record_id>/restore")
def restore(record_id: int) -> ResponseReturnValue:
    """Put a record back with everything that was withdrawn with it; with a fault in the form, show that again."""
    said = "记录已恢复；公示的各方会收到通知。"
    return _changed(record_id, RestoreRecord(), withdrawing.restore_record, said, _restoring)


def _changed(
    record_id: int, form: TaskForm, change: Change, said: str, again: Callable[[int, Sheet], str]
) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    try:
        record = change(session, record_id, form.load(submitted(request.form)), actor)
    except ValidationError as error:
        look_again()
        return again(record_id, refused(session, form, request.form, error, actor.officer_id)), 422
    flash(said)
    return redirect(url_for("entities.show", entity_id=record.entity.party_id), 303)


def _withdrawing(record_id: int, sheet: Sheet) -> str:
    record = withdrawing.record_to_withdraw(db.session(), record_id)
    read_entity(record.entity_id)
    return render_template("entities/withdraw.html", record=record, sheet=sheet)


def _restoring(record_id: int, sheet: Sheet) -> str:
    record = withdrawing.record_to_restore(db.session(), record_id)
    read_entity(record.entity_id)
    return render_template("entities/restore.html", record=record, sheet=sheet)


@bp.get("/outreach")
def outreach() -> ResponseReturnValue:
    """List the records whose parties may apply for repair, now or soon."""
    found = listed(db.session(), reading.outreach(clock.today(), current_actor()), page_number())
    return render_template("entities/outreach.html", found=found, Tier=Tier)
