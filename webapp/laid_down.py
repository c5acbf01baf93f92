"""Lets the law ask the database what the office laid down, on a connection of its own that only reads."""

from flask import Flask
from sqlalchemy import Engine, inspect
from sqlalchemy.orm import Session

from webapp.db import READ_ONLY, db
from workflows.enactment.loading import entered
from workflows.law import settings
from workflows.law.settings import NOTHING, Entered, Loader
from workflows.models import ParameterSetting


def init_app(app: Flask) -> None:
    """Let the law know what the office laid down in this application's database."""
    with app.app_context():
        settings.use(loader(db.engine))


def loader(engine: Engine) -> Loader:
    """Return what the law asks for answers and calendars.

    It reads what is kept, beside any transaction under way: on SQLite that may hold the only right to write.
    In a database that has not been brought up to date nothing can have been laid down.
    """

    def load() -> Entered:
        reading = engine.connect().execution_options(**READ_ONLY[engine.dialect.name])
        with reading, Session(reading) as session:
            known = inspect(reading).has_table(ParameterSetting.__tablename__)
            return entered(session) if known else NOTHING

    return load
