"""Answers the question behind a paper's QR code with the registered facts, so that a copied code is seen through."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.check.pace import Pace
from webapp.db import db
from webapp.documents.finding import last_change, party_named
from workflows.models import BusinessEntity, Case, Document

bp = Blueprint("check", __name__, url_prefix="/check")

VALID = "valid"


@dataclass(frozen=True)
class Registered:
    """What the public may know about a paper."""

    number: str
    title: str
    party: str
    issued_on: date
    standing: str


@bp.get("")
def ask() -> ResponseReturnValue:
    """Ask for the code that is printed on the paper."""
    if code := request.args.get("code", "").strip():
        return redirect(url_for("check.show", code=tidy(code)))
    return render_template("check/ask.html")


@bp.get("/<code>")
def show(code: str) -> ResponseReturnValue:
    """Say whether the paper with this code is valid, replaced, withdrawn, or not ours."""
    pace: Pace = current_app.extensions["check_pace"]
    if pace.is_spent(request.remote_addr or "", current_app.config["CHECKS_PER_MINUTE"]):
        abort(429)
    found = find(db.session(), tidy(code))
    return render_template("check/show.html", found=found, code=tidy(code)), 200 if found else 404


@bp.record_once
def _begin(state: object) -> None:
    state.app.extensions["check_pace"] = Pace()  # type: ignore[attr-defined]  # Flask's BlueprintSetupState


def tidy(code: str) -> str:
    """Return a code as it is printed, however it was typed."""
    signs = "".join(sign for sign in code.upper() if sign.isascii() and sign.isalnum())[:32]
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4)) or "-"


def find(session: Session, code: str) -> Registered | None:
    """Return the registered facts of the paper with this code; a natural person's name is shortened."""
    document = session.scalar(select(Document).where(Document.code == code))
    if document is None:
        return None
    case, change = session.get_one(Case, document.case_id), last_change(session, document)
    standing = change.standing if change else VALID
    return Registered(
        document.number,
        document.title,
        shown_name(case.entity, party_named(document, case)),
        document.issued_on,
        standing,
    )


def shown_name(entity: BusinessEntity, name: str) -> str:
    """Return the name that the public may see: a natural person's given name is left out."""
    if entity.kind != "person":
        return name
    return name[:1] + "＊" * (len(name) - 1)
