"""Shows who holds which role and who acts in whose place, and changes both; parts in cases stay as they are."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from werkzeug.exceptions import BadRequest

from forms.base import TaskForm
from forms.choices import PostChange
from forms.people import ChangePost, Delegate, EndDelegation
from webapp.answers import Sheet, blank, refused, submitted
from webapp.db import db
from webapp.session.visitor import current_actor
from workflows.casework import posts, reading

bp = Blueprint("people", __name__, url_prefix="/people")


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
        post=post or blank(session, ChangePost()),
        delegation=delegation or blank(session, Delegate()),
    )


@bp.post("/posts")
def change_post() -> ResponseReturnValue:
    """Give an officer a role, or take it away."""
    return _take(ChangePost(), _change, "岗位已变更，自现在起生效；已在办案件中的职责不变。", "post")


@bp.post("/delegations")
def delegate() -> ResponseReturnValue:
    """Let an officer act in the place of another."""
    return _take(
        Delegate(), _lend, "已登记代行职责。代行人和被代行人在案件中视为担任同一职责。", "delegation"
    )


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


def _take(
    form: TaskForm, act: Callable[[Mapping[str, Any]], object], done: str, sheet: str
) -> ResponseReturnValue:
    """Load the form and act on it; with a fault in it, show it again as it was filled in."""
    session, actor = db.session(), current_actor()
    try:
        told = form.load(submitted(request.form))
    except ValidationError as error:
        return _page(**{sheet: refused(session, form, request.form, error, actor.officer_id)}), 422
    act(told)
    flash(done)
    return redirect(url_for("people.index"), 303)


def _change(told: Mapping[str, Any]) -> None:
    change = posts.grant if told["change"] is PostChange.GRANT else posts.revoke
    change(db.session(), told["officer"], told["role"])


def _lend(told: Mapping[str, Any]) -> None:
    lending = posts.Lending(
        officer_id=told["officer"],
        delegate_id=told["delegate"],
        role=told["role"],
        from_day=told["from_day"],
        until_day=told["until_day"],
        reason=told["reason"],
    )
    posts.delegate(db.session(), lending, current_actor().officer_id)
