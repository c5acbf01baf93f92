"""A form that comes after its log-in ended, or from before another log-in: everything typed is given back."""

from flask import Flask, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError

from webapp.errors import page
from webapp.session.visitor import LogInFirst

TOKEN = "csrf_token"  # noqa: S105  # the name of the field


def init_app(app: Flask) -> None:
    """Answer forms whose time is over."""
    app.register_error_handler(CSRFError, token_expired)
    app.register_error_handler(LogInFirst, log_in_first)


def token_expired(_error: CSRFError) -> ResponseReturnValue:
    """The page was made for another log-in: give back what was typed, to be sent again under this one."""
    return kept(400) if may_be_kept() else page(400)


def log_in_first(_error: LogInFirst) -> ResponseReturnValue:
    """Nobody is logged in: lead to the log-in page, and from there back; what was typed waits on this page."""
    if "HX-Request" in request.headers:
        return "", 401, {"HX-Redirect": url_for("session.log_in")}
    if may_be_kept():
        return kept(401)
    wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
    return redirect(url_for("session.log_in", next=wanted or None), 303)


def may_be_kept() -> bool:
    """Return whether this is a form of ours; what another site sends is not offered to be sent again."""
    if request.method != "POST" or request.blueprint == "session" or not request.form:
        return False
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "")
    return site == "same-origin" if site else origin == request.host_url.rstrip("/")


def kept(status: int) -> Response:
    """Return a page that holds the answers, with a token that counts now."""
    answers = [(name, value) for name, value in request.form.items(multi=True) if name != TOKEN]
    typed = [value for _, value in answers if not value.isascii()]
    logged_in = current_user.is_authenticated
    html = render_template("expired.html", kept=answers, typed=typed, logged_in=logged_in)
    return make_response(html, status)
