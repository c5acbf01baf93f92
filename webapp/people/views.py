"""Shows who holds which role and who acts in whose place, and changes both; parts in cases stay as they are."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from werkzeug.exceptions import BadRequest

from forms.base import TaskForm
from forms.choices import Verdict
from forms.people import ChangePost, Delegate, EndDelegation
from webapp.answers import Sheet, blank, refused, submitted
from webapp.db import db
from webapp.people.blueprint import bp
from webapp.session.visitor import current_actor
from workflows.casework import appointments, posts, reading
from workflows.casework.appointments import WEIGHTY, Wanted


@bp.get("")
def index() -> ResponseReturnValue:
    """Show everybody's roles, the delegations, and the forms that change them."""
    return _page()


def _page(post: Sheet | None = None, delegation: Sheet | None = None) -> str:
    session = db.session()
    return render_template(
        "people/index.html",
        people=reading.posts(session),
        delegations=reading.delegations(session),
        waiting=reading.waiting_appointments(session),
        me=current_actor().officer_id,
        post=post or blank(session, ChangePost()),
        delegation=delegation or blank(session, Delegate()),
    )


@bp.post("/posts")
def change_post() -> ResponseReturnValue:
    """Give an officer a role, or take it away."""
    return _take(ChangePost(), _change, "post")


@bp.post("/delegations")
def delegate() -> ResponseReturnValue:
    """Let an officer act in the place of another."""
    return _take(Delegate(), _lend, "delegation")


@bp.post("/appointments/<int:appointment_id>")
def answer_appointment(appointment_id: int) -> ResponseReturnValue:
    """Confirm or refuse a change of post that another administrator asked for."""
    try:
        verdict = Verdict(request.form["verdict"])
    except ValueError:
        raise BadRequest from None
    appointments.answer(db.session(), appointment_id, verdict, current_actor().officer_id)
    confirmed = verdict is Verdict.CONFIRMED
    flash("岗位已变更，自现在起生效。" if confirmed else "岗位没有变更，已留下记录。")
    return redirect(url_for("people.index"), 303)


@bp.post("/delegations/<int:delegation_id>/end")
def end_delegation(delegation_id: int) -> ResponseReturnValue:
    """End a delegation before its last day."""
    try:
        told = EndDelegation().load(submitted(request.form))
    except ValidationError:
        raise BadRequest from None
    posts.end_delegation(db.session(), delegation_id, told["reason"], current_actor().officer_id)
    flash("代行已结束。")
    return redirect(url_for("people.index"), 303)


def _take(form: TaskForm, act: Callable[[Mapping[str, Any]], str], sheet: str) -> ResponseReturnValue:
    """Load the form and act on it; with a fault in it, show it again as it was filled in."""
    session, actor = db.session(), current_actor()
    try:
        told = form.load(submitted(request.form))
    except ValidationError as error:
        return _page(**{sheet: refused(session, form, request.form, error, actor.officer_id)}), 422
    flash(act(told))
    return redirect(url_for("people.index"), 303)


def _change(told: Mapping[str, Any]) -> str:
    wanted = Wanted(
        officer_id=told["officer"], role=told["role"], change=told["change"], reason=told["reason"]
    )
    appointments.ask(db.session(), wanted, current_actor().officer_id)
    if wanted.role in WEIGHTY:
        return "已提出岗位变更，须由另一名系统管理员确认后生效。"
    return "岗位已变更，自现在起生效；已在办案件中的职责不变。"


def _lend(told: Mapping[str, Any]) -> str:
    lending = posts.Lending(
        officer_id=told["officer"],
        delegate_id=told["delegate"],
        role=told["role"],
        from_day=told["from_day"],
        until_day=told["until_day"],
        reason=told["reason"],
    )
    posts.delegate(db.session(), lending, current_actor().officer_id)
    return "已登记代行职责。代行人和被代行人在案件中视为担任同一职责。"
