"""The law as pages: terms, tables, open questions, calendars and statutes, as a lawyer reads them."""

from flask import Flask

from webapp.db import db
from webapp.law import asking, calendar, reading, setting
from webapp.law.blueprint import bp
from webapp.law.loading import loader
from workflows.law import settings

__all__ = ["asking", "bp", "calendar", "init_app", "reading", "setting"]


def init_app(app: Flask) -> None:
    """Let the law know what the office laid down in this application's database."""
    with app.app_context():
        settings.use(loader(db.engine))
