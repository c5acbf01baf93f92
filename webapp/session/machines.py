"""Which machines an account has been logged in from: told by a signed cookie, so that they are let in."""

import secrets
from collections.abc import Mapping

from flask import Request, current_app
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug import Response

from workflows import keyring

PURPOSE = "machine"
LASTS = 60 * 60 * 24 * 365
"""Seconds until a machine is forgotten on which nobody logs in."""
MANY = 10
"""How many accounts a machine remembers: those of one counter."""


def known(request: Request, username: str) -> str | None:
    """Return the machine's name for an account that has been logged in on it; None for a strange machine."""
    return _told(request).get(username)


def remember(request: Request, response: Response, username: str) -> None:
    """Let the machine know the account from now on."""
    told = {**_told(request)}
    name = told.pop(username, None) or secrets.token_urlsafe(24)
    kept = dict([*told.items(), (username, name)][-MANY:])
    response.set_cookie(
        _cookie(),
        str(_signer().dumps(kept)),
        max_age=LASTS,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )


def _told(request: Request) -> Mapping[str, str]:
    try:
        told = _signer().loads(request.cookies.get(_cookie(), ""))
    except BadSignature:
        return {}
    return told if isinstance(told, dict) else {}


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(keyring.key(PURPOSE), salt=PURPOSE)


def _cookie() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-machine"
