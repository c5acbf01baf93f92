"""A bureau whose officers use the pages, on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

import config
from tests.fixtures import calendar, database_url, keys, system
from tests.fixtures import own_office as office
from tests.office import Office
from webapp import create_app
from webapp.db import db
from webapp.session import logins

__all__ = ["calendar", "database_url", "keys", "office", "system"]


@pytest.fixture
def bureau(office: Office, database_url: str, tmp_path) -> Iterator[Flask]:
    """The application on the office's database."""
    exchange = str(tmp_path / "exchange")
    app = create_app(
        config.Test({"CASEWORK_DATABASE_URL": database_url, "CASEWORK_EXCHANGE_FOLDER": exchange})
    )
    app.config["WTF_CSRF_ENABLED"] = False  # the token has tests of its own
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def browse(bureau: Flask, office: Office) -> Callable[[str], FlaskClient]:
    """`browse("window")` returns the browser of an officer who has logged in."""

    def enter(username: str) -> FlaskClient:
        length = bureau.config["SESSION_LENGTH"]
        with office.begin() as session:
            token = logins.open_login(session, office.people[username], "127.0.0.1", length)
        client = bureau.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = token
        return client

    return enter
