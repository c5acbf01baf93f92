"""What every answer tells the browser: which scripts may run, who may frame it, that nothing is kept."""

import secrets

from flask import Flask, Response, current_app, g

POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' data:; font-src 'self' data:; frame-src 'self'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)
# A paper has no scripts; the browser's own viewer draws it, inside our pages only.
PAPER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)


def init_app(app: Flask) -> None:
    """Send the headers with every answer, and lend templates the nonce."""
    app.after_request(_send)
    app.context_processor(lambda: {"nonce": nonce()})


def nonce() -> str:
    """Return this answer's nonce."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def as_paper(response: Response) -> Response:
    """Let our own pages frame this answer, which is a PDF."""
    response.headers["Content-Security-Policy"] = PAPER_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _send(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY.format(nonce=nonce()))
    headers.setdefault("X-Frame-Options", "DENY")
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if not g.get("may_be_kept", False):
        headers["Cache-Control"] = "no-store"
    if current_app.config["SECURE"]:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response
