"""Logging in and out, the officer's own account."""

from math import ceil
from time import sleep
from urllib.parse import urlsplit

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user, logout_user
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db import db, transaction
from webapp.demonstration import DEMO_PASSWORD, accounts
from webapp.session import budget, logins, machines, passwords
from webapp.session.visitor import find_visitor, visitor
from workflows.models import Officer

bp = Blueprint("session", __name__)

MOMENT = 0.05
PATIENCE = 100
"""How many moments (seconds) a try waits for others of its account that are being verified."""


@bp.get("/login")
def log_in() -> ResponseReturnValue:
    """Show the log-in page."""
    return _log_in_page()


@bp.post("/login")
def answer_log_in() -> ResponseReturnValue:
    """Log in; the slow verification stands between two short transactions, so that it holds no lock."""
    knock, password = _knock(request.form.get("username", "").strip()[:64]), request.form.get("password", "")
    admission = _admitted(knock)
    if admission.try_id is None:
        return _log_in_page(wait=_seconds(admission)), 429, {"Retry-After": str(_seconds(admission))}
    with transaction() as reading:
        officer_id, known_hash = _account(reading, knock.username)
    fits = passwords.matches(known_hash, password[: passwords.LONGEST])
    with transaction() as writing:
        budget.leave(writing, knock, admission, succeeded=fits)
    return _enter(officer_id, knock) if fits else (_log_in_page(wrong=True), 401)


@bp.post("/logout")
def log_out() -> ResponseReturnValue:
    """End the log-in."""
    leaving = visitor()
    logins.end_login(db.session(), leaving.token_digest, leaving.actor.officer_id)
    logout_user()
    session.clear()
    flash("您已退出。")
    answer = redirect(url_for("session.log_in"), 303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.get("/account")
def account() -> ResponseReturnValue:
    """Show the officer's account: log-ins and the form for a new password."""
    return _account_page([])


@bp.post("/account/password")
def change_password() -> ResponseReturnValue:
    """Set a new password and end every other log-in; a stolen log-in guesses the old one no faster than a thief."""
    officer, knock = db.session.get_one(Officer, visitor().actor.officer_id), _knock(visitor().username)
    admission = budget.enter(db.session(), knock, current_app.config)
    if admission.try_id is None:
        return _account_page([f"失败次数太多，请 {_seconds(admission)} 秒后再试，密码没有更改。"]), 429
    fits = passwords.matches(officer.password_hash, request.form.get("current", "")[: passwords.LONGEST])
    budget.leave(db.session(), knock, admission, succeeded=fits)
    wrong = _faults_of_change(officer) if fits else ["现在的密码不正确，密码没有更改。"]
    if wrong:
        return _account_page(wrong), 422
    officer.password_hash, officer.password_temporary = passwords.hashed(request.form["new"]), False
    logins.end_other_logins(db.session(), officer.id, visitor().token_digest)
    flash("密码已更改，您在其他地方的登录已全部结束。")
    return redirect(url_for("session.account"), 303)


@bp.post("/account/logins/<token_digest>/end")
def end_other(token_digest: str) -> ResponseReturnValue:
    """End another log-in of the same officer."""
    logins.end_login(db.session(), token_digest, visitor().actor.officer_id)
    flash("该处登录已结束。")
    return redirect(url_for("session.account"), 303)


def _account(reading: Session, username: str) -> tuple[int, str | None]:
    """Return whose account it is and its hash; nobody's account has no hash, so no password fits it."""
    working = (Officer.username == username) & Officer.disabled_at.is_(None)
    found = reading.execute(select(Officer.id, Officer.password_hash).where(working)).one_or_none()
    return (found.id, found.password_hash) if found else (0, None)


def _knock(username: str) -> budget.Knock:
    return budget.Knock(username, (request.remote_addr or "")[:64], machines.known(request, username))


def _admitted(knock: budget.Knock) -> budget.Admission:
    """Have the try admitted; while others for the same account are being verified, wait for their outcome."""
    admission = budget.Admission()
    for _ in range(PATIENCE):
        with transaction() as writing:
            admission = budget.enter(writing, knock, current_app.config)
        if admission.try_id is not None or admission.pause:
            break
        sleep(MOMENT)
    return admission


def _seconds(admission: budget.Admission) -> int:
    return ceil(admission.pause.total_seconds()) or 1


def _enter(officer_id: int, knock: budget.Knock) -> ResponseReturnValue:
    """Open a log-in under a new cookie, and let the machine know the account."""
    session.clear()
    with transaction() as writing:
        length = current_app.config["SESSION_LENGTH"]
        token = logins.open_login(writing, officer_id, knock.address, length)
        login_user(find_visitor(token))
    answer = redirect(own_path(request.form.get("next", "")) or url_for("home"), 303)
    machines.remember(request, answer, knock.username)
    return answer


def own_path(address: str) -> str:
    """Return the address if it stays inside this application, else nothing."""
    parts = urlsplit(address)
    inside = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if inside and not parts.scheme and not parts.netloc and address.isprintable() else ""


def _log_in_page(**state: bool | int) -> str:
    shown = {"accounts": accounts(), "demo_password": DEMO_PASSWORD} if _is_demo() else {}
    return render_template(
        "session/login.html", next=own_path(request.values.get("next", "")), **shown, **state
    )


def _is_demo() -> bool:
    return bool(current_app.config["PROFILE"] == "demo")


def _account_page(wrong: list[str]) -> str:
    own = logins.open_logins(db.session(), visitor().actor.officer_id, current_app.config["SESSION_IDLE"])
    return render_template("session/account.html", logins=own, wrong=wrong)


def _faults_of_change(officer: Officer) -> list[str]:
    if request.form.get("new") != request.form.get("again"):
        return ["两次填写的新密码不一致，密码没有更改。"]
    return passwords.faults(request.form["new"], officer.username)
