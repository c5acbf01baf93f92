"""The doors of the house: log-in, inbox, approvals, cases, entities, imports, documents, public check."""

from flask import Flask, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Settings, chosen
from webapp import (
    access,
    approvals,
    attachments,
    cases,
    check,
    cli,
    consultations,
    consulting,
    db,
    documents,
    entities,
    errors,
    headers,
    hostile,
    imports,
    inbox,
    law,
    people,
    releases,
    second_officers,
    session,
    troubles,
    wording,
)
from webapp.frame import Webapp
from webapp.session import passwords, visitor
from webapp.templating import demand_sound
from webapp.wording import menu
from workflows import audit, background, jobs, keyring
from workflows.catalog import catalog, earlier
from workflows.documents.issue import use_public_address
from workflows.fonts import printable

BLUEPRINTS = (
    session.bp,
    inbox.bp,
    second_officers.bp,
    approvals.bp,
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


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application, ready to serve.

    Raises SettingsRefused, RouteUnguarded, CatalogueFault or ReleaseStrands when it would not be safe to start.
    """
    app = Webapp(__name__)
    app.config.from_object(settings or chosen())
    _prepare_house(app)
    if proxies := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]  # Flask's documented way
    CSRFProtect(app)
    for part in (hostile, db, law, passwords, visitor, headers, errors, consulting, wording, cli):
        part.init_app(app)
    _add_routes(app)
    access.demand_complete(app)
    demand_sound(app)
    releases.init_app(app)
    return app


def _prepare_house(app: Flask) -> None:
    """Hand the house what it needs to know of this installation, and let it refuse faulty diagrams and no fonts."""
    keyring.use(app.config["SECRET_KEY"])
    background.use(background.Premises(app.config["EXCHANGE_FOLDER"], app.config["EXCHANGE_MODE"]))
    use_public_address(app.config["PUBLIC_BASE_URL"])
    jobs.use_limits(app.config["JOB_LIMIT"], {background.IMPORT: app.config["IMPORT_LIMIT"]})
    audit.expect_printed_within(app.config["PRINTED_WITHIN"])
    printable()
    catalog()
    earlier()


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
