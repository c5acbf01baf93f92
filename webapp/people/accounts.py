"""One person's account: what was done to it, and the forms that disable it, reset its password, end its log-ins."""

import secrets
from collections.abc import Callable, Mapping
from uuid import UUID

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from forms.choices import AccountDeed
from forms.people import Certify, ChangeAccount, Reassign
from webapp.answers import Sheet, blank, refused, submitted
from webapp.db import db
from webapp.people.blueprint import bp
from webapp.session.logins import open_logins
from webapp.session.passwords import hashed
from webapp.session.visitor import current_actor
from workflows.casework import accounts, reading
from workflows.casework.accounts import Certificate, Order
from workflows.casework.reassigning import reassign

CHANCE = 12
"""Octets of chance in a password that an administrator hands over."""
DEEDS: Mapping[AccountDeed, Callable[[Session, int, Order], None]] = {
    AccountDeed.END_LOGINS: accounts.end_logins,
    AccountDeed.DISABLE: accounts.disable,
    AccountDeed.ENABLE: accounts.enable,
}


@bp.get("/<int:officer_id>")
def show(officer_id: int) -> ResponseReturnValue:
    """Show an account."""
    return _page(officer_id)


@bp.post("/<int:officer_id>")
def change_account(officer_id: int) -> ResponseReturnValue:
    """Disable or enable it, end its log-ins, or give it a password that is shown once."""
    session, actor, form = db.session(), current_actor(), ChangeAccount()
    try:
        told = form.load(submitted(request.form))
    except ValidationError as error:
        return _page(officer_id, change=refused(session, form, request.form, error, actor.officer_id)), 422
    order = Order(actor.officer_id, told["reason"])
    if told["deed"] is AccountDeed.RESET_PASSWORD:
        password = secrets.token_urlsafe(CHANCE)
        accounts.reset_password(session, officer_id, hashed(password), order)
        return _page(officer_id, password=password)
    DEEDS[told["deed"]](session, officer_id, order)
    return _done(officer_id, f"已{told['deed'].label}。")


@bp.post("/<int:officer_id>/certificate")
def certify(officer_id: int) -> ResponseReturnValue:
    """Enter or renew an enforcement certificate."""
    session, actor, form = db.session(), current_actor(), Certify()
    try:
        told = form.load(submitted(request.form))
    except ValidationError as error:
        sheet = refused(session, form, request.form, error, actor.officer_id)
        return _page(officer_id, certificate=sheet), 422
    accounts.certify(session, officer_id, Certificate(told["number"], told["until"]), Order(actor.officer_id))
    return _done(officer_id, "执法证已登记。")


@bp.post("/<int:officer_id>/tasks/<uuid:task_id>")
def take_back(officer_id: int, task_id: UUID) -> ResponseReturnValue:
    """Give a task that somebody claimed back to the section, such as when he is ill."""
    try:
        told = Reassign().load(submitted(request.form))
    except ValidationError:
        raise BadRequest from None
    reassign(db.session(), task_id, None, told["reason"], current_actor())
    return _done(officer_id, "待办已退回科室，同岗位的人员可以领取。")


def _page(
    officer_id: int, password: str = "", change: Sheet | None = None, certificate: Sheet | None = None
) -> str:
    session = db.session()
    own = officer_id == current_actor().officer_id
    return render_template(
        "people/show.html",
        account=reading.account(session, officer_id),
        logins=open_logins(session, officer_id, current_app.config["SESSION_IDLE"]),
        password=password,
        change=None if own else change or blank(session, ChangeAccount()),
        certificate=certificate or blank(session, Certify()),
    )


def _done(officer_id: int, words: str) -> ResponseReturnValue:
    flash(words)
    return redirect(url_for("people.show", officer_id=officer_id), 303)
