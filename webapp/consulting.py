"""Lets a visitor read a case or a credit record, and keeps that it was read, or that it was refused."""

from uuid import UUID

from flask import Flask, Response, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.choices import Consulted, Relation
from forms.consulting import StatePurpose
from webapp.answers import Sheet, blank
from webapp.db import db, snapshot, transaction
from webapp.session.visitor import current_actor
from workflows import clock
from workflows.casework import reading
from workflows.casework.consulting import Ground, ground_in_case, ground_in_entity
from workflows.errors import CaseNotYours, CaseRecused, PersonNotYours
from workflows.models import Consultation


def init_app(app: Flask) -> None:
    """Keep the readings of every request before its answer leaves, and ask those for a purpose who have no part."""
    app.after_request(_keep)
    app.register_error_handler(CaseNotYours, _ask_about_case)
    app.register_error_handler(PersonNotYours, _ask_about_person)


def read_case(case_id: UUID, kind: Consulted = Consulted.CASE, subject: UUID | None = None) -> None:
    """Let the visitor read of a case. Raises NotFound, CaseRecused or CaseNotYours; a refusal is kept as well."""
    ground = ground_in_case(db.session(), current_actor(), case_id)
    _note(Consultation(case_id=case_id, kind=kind, subject=str(subject or case_id)), ground)
    if ground.relation is Relation.RECUSED:
        raise CaseRecused
    if not ground.opens:
        raise CaseNotYours(case_id)


def read_entity(entity_id: int) -> None:
    """Let the visitor read a party's credit record. Raises NotFound or PersonNotYours."""
    ground = ground_in_entity(db.session(), current_actor(), entity_id)
    _note(Consultation(entity_id=entity_id, kind=Consulted.ENTITY, subject=str(entity_id)), ground)
    if not ground.opens:
        raise PersonNotYours(entity_id)


def read_rejects(run_id: int) -> None:
    """Keep that the visitor took the rejected rows of an import: they name parties and persons of every case."""
    row = Consultation(import_run_id=run_id, kind=Consulted.REJECTS, subject=str(run_id))
    _note(row, Ground(Relation.SUPERVISING))


def _note(row: Consultation, ground: Ground) -> None:
    row.officer_id, row.at = current_actor().officer_id, clock.now()
    row.relation, row.statement_id = ground.relation, ground.statement_id
    g.setdefault("consultations", []).append(row)


def _keep(response: Response) -> Response:
    """Keep what was read; should that fail, the answer does not leave."""
    if rows := g.pop("consultations", None):
        with transaction() as session:
            session.add_all(rows)
    return response


def _ask_about_case(error: CaseNotYours) -> ResponseReturnValue:
    with snapshot() as session:
        return purpose_page_of_case(error.case_id, blank(session, StatePurpose())), 403


def _ask_about_person(error: PersonNotYours) -> ResponseReturnValue:
    with snapshot() as session:
        return purpose_page_of_person(error.entity_id, blank(session, StatePurpose())), 403


def purpose_page_of_case(case_id: UUID, sheet: Sheet) -> str:
    """Return the page that says that a case exists, and asks what it is needed for."""
    target = url_for("consultations.state_for_case", case_id=case_id)
    head = reading.case_head(db.session(), case_id)
    return render_template("consultations/purpose.html", head=head, sheet=sheet, target=target, back=_back())


def purpose_page_of_person(entity_id: int, sheet: Sheet) -> str:
    """Return the page that asks what a natural person's record is needed for."""
    target = url_for("consultations.state_for_entity", entity_id=entity_id)
    return render_template("consultations/purpose.html", head=None, sheet=sheet, target=target, back=_back())


def _back() -> str:
    """Return where to go on to: what was asked for, kept through every round of the form."""
    return request.form.get("next", "") if request.method == "POST" else request.full_path.rstrip("?")
