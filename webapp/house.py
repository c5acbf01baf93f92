"""What every process of the house begins with: settings, key, addresses, database, law as laid down, commands."""

from flask import Flask

from config import Settings, chosen
from webapp import cli, db, laid_down
from workflows import jobs, keyring, proofs
from workflows.documents.addresses import use_public_address
from workflows.jobs import exchange
from workflows.models.importing import IMPORT


def furnished(app: Flask, settings: Settings | None) -> Flask:
    """Return the application with all that pages and commands share. Raises SettingsRefused."""
    app.config.from_object(settings or chosen())
    keyring.use(app.config["SECRET_KEY"])
    proofs.keep_in(app.config["PROOF_FOLDER"])
    use_public_address(app.config["PUBLIC_BASE_URL"])
    exchange.use(exchange.Premises(app.config["EXCHANGE_FOLDER"], app.config["EXCHANGE_MODE"]))
    jobs.use_limits(app.config["JOB_LIMIT"], {IMPORT: app.config["IMPORT_LIMIT"]})
    for part in (db, laid_down, cli):
        part.init_app(app)
    return app
