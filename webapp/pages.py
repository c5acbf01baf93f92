"""The pages: log-in, inbox, approvals, cases, entities, imports, documents, public check, and what they need."""

from flask import Flask, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Settings
from webapp import (
    access,
    acts,
    approvals,
    attachments,
    cases,
    check,
    consultations,
    consulting,
    db,
    documents,
    entities,
    errors,
    expired,
    headers,
    hostile,
    imports,
    inbox,
    law,
    leads,
    people,
    releases,
    second_officers,
    session,
    supervision,
    troubles,
    wording,
)
from webapp.frame import Webapp
from webapp.house import furnished
from webapp.session import visitor
from webapp.templating import demand_sound
from webapp.wording import menu
from workflows import jobs
from workflows.jobs import client  # noqa: F401  # now, not with the first visitor who causes a job

BLUEPRINTS = (
    session.bp,
    inbox.bp,
    second_officers.bp,
    supervision.bp,
    approvals.bp,
    acts.bp,
    leads.bp,
    attachments.bp,
    cases.bp,
    entities.bp,
    imports.bp,
    documents.bp,
    check.bp,
    consultations.bp,
    troubles.bp,
    people.bp,
    law.bp,
)


def with_pages(settings: Settings | None) -> Flask:
    """Return the application with its pages. Raises as `create_app` does."""
    app = furnished(Webapp(__package__), settings)
    releases.demand_sound_house()
    if proxies := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]  # Flask's documented way
    CSRFProtect(app)
    for part in (hostile, visitor, headers, errors, expired, consulting, wording):
        part.init_app(app)
    _add_routes(app)
    access.demand_complete(app)
    demand_sound(app)
    releases.init_app(app)
    return app


def _add_routes(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.add_url_rule("/", "home", home)
    app.add_url_rule("/health", "health", health)


def home() -> ResponseReturnValue:
    """Lead to where this officer's work is."""
    first = next(menu())
    return redirect(url_for(first.endpoint))


def health() -> ResponseReturnValue:
    """Say that the process serves and reaches its database, and how many workers live."""
    with db.snapshot() as reading:
        alive = jobs.workers_alive(reading)
    return {"state": "ok" if alive else "no worker", "workers": alive}
