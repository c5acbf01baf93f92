"""Takes what is asked for of a case as a whole (中止、恢复), shows it, and takes the decision about it."""

from uuid import UUID, uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from forms.case_acts import GROUNDS, AskAct, DecideAct
from forms.choices import ActVerdict, CaseActKind
from webapp.answers import Sheet, blank, refused, status_of, submitted
from webapp.consulting import read_case
from webapp.db import db, look_again
from webapp.paging import listed, page_number
from webapp.session.visitor import current_actor
from webapp.submission import key_of
from workflows.casework import acts, reading
from workflows.errors import CaseworkError, NotFound
from workflows.law import act_rule_of, case_acts
from workflows.models import Case, CaseAct

bp = Blueprint("acts", __name__)


@bp.get("/cases/<uuid:case_id>/acts/<kind>")
def ask(case_id: UUID, kind: str) -> ResponseReturnValue:
    """Show the form that asks for an act."""
    case, act_kind = _case(case_id), _kind(kind)
    return _ask_page(case, act_kind, blank(db.session(), _form(case, act_kind)), uuid4())


@bp.post("/cases/<uuid:case_id>/acts/<kind>")
def send(case_id: UUID, kind: str) -> ResponseReturnValue:
    """Ask for it; with a fault in the form, show it again as it was filled in."""
    session, actor = db.session(), current_actor()
    case, act_kind = _case(case_id), _kind(kind)
    form, key = _form(case, act_kind), key_of(request.form)
    try:
        wish = acts.Wish(kind=act_kind, **form.load(submitted(request.form)))
        act = acts.ask(session, case_id, wish, actor, key)
    except (ValidationError, CaseworkError) as error:
        status = status_of(error)
        look_again()
        sheet = refused(session, form, request.form, error, actor.officer_id)
        return _ask_page(case, act_kind, sheet, key), status
    waits = act_rule_of(act.kind, act.ground).decided_by
    flash("已提请，等待批准。" if waits else f"{act_kind.label}：已登记。")
    return redirect(url_for("cases.show", case_id=case_id), 303)


@bp.get("/acts/<int:act_id>")
def show(act_id: int) -> ResponseReturnValue:
    """Show an act that was asked for, and what may be done with it."""
    read_case(_act(act_id).case_id)
    return _act_page(act_id, blank(db.session(), DecideAct()), uuid4())


@bp.post("/acts/<int:act_id>")
def decide(act_id: int) -> ResponseReturnValue:
    """Take the decision about an act; with a fault in it, show the form again."""
    session, actor, form = db.session(), current_actor(), DecideAct()
    read_case(_act(act_id).case_id)
    key = key_of(request.form)
    try:
        told = form.load(submitted(request.form))
        word = acts.Word(verdict=ActVerdict(told["verdict"].value), opinion=told.get("opinion", ""), key=key)
        act = acts.decide(session, act_id, word, actor)
    except (ValidationError, CaseworkError) as error:
        status = status_of(error)
        look_again()
        sheet = refused(session, form, request.form, error, actor.officer_id)
        return _act_page(act_id, sheet, key), status
    flash(f"{CaseActKind.words(act.kind)}：已{word.verdict.label}。")
    return redirect(url_for("cases.show", case_id=act.case_id), 303)


@bp.post("/acts/<int:act_id>/drop")
def drop(act_id: int) -> ResponseReturnValue:
    """Take back what one has asked for."""
    read_case(_act(act_id).case_id)
    act = acts.drop(db.session(), act_id, current_actor())
    flash("已撤回。")
    return redirect(url_for("cases.show", case_id=act.case_id), 303)


@bp.get("/suspended")
def suspended() -> ResponseReturnValue:
    """List the cases that stand still."""
    session, actor = db.session(), current_actor()
    found = listed(session, reading.suspended_cases(actor), page_number())
    waiting = reading.waiting_requests(session, actor)
    return render_template("acts/suspended.html", found=found, waiting=waiting)


def _case(case_id: UUID) -> Case:
    read_case(case_id)
    return db.session().get_one(Case, case_id)


def _act(act_id: int) -> CaseAct:
    act = db.session().get(CaseAct, act_id)
    if act is None:
        raise NotFound
    return act


def _kind(kind: str) -> CaseActKind:
    try:
        return CaseActKind(kind)
    except ValueError:
        raise NotFound from None


def _form(case: Case, kind: CaseActKind) -> AskAct:
    # Of a case of which it may not be asked (any more) all are taken: the door says why not, or that it was done.
    askable = acts.askable(db.session(), case, kind, current_actor())
    grounds = askable or [rule for rule in case_acts().values() if rule.act == kind]
    return AskAct(known={GROUNDS: {rule.ground: rule.title for rule in grounds}})


def _ask_page(case: Case, kind: CaseActKind, sheet: Sheet, key: UUID) -> str:
    target = url_for("acts.send", case_id=case.id, kind=kind.value)
    return render_template("acts/ask.html", case=case, kind=kind, sheet=sheet, target=target, key=key)


def _act_page(act_id: int, sheet: Sheet, key: UUID) -> str:
    page = reading.act_page(db.session(), act_id, current_actor())
    return render_template("acts/show.html", page=page, sheet=sheet, key=key)
