"""Fixtures that every folder shares: the application on a database of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, Table, event
from sqlalchemy.orm import Session

import config
from tests import builders
from tests.processes.walked_flows import FlowsWalked
from webapp import create_app
from webapp.db import db, transactions
from workflows.law import settings as laid_down
from workflows.models import ChainHead
from workflows.register.commit import GENESIS


@event.listens_for(ChainHead.__table__, "after_create")
def begin_chain(table: Table, connection: Connection, **_: object) -> None:
    """Begin the chain where a test makes the tables without the migrations, which begin it otherwise."""
    connection.execute(table.insert().values(id=1, seq=0, head=GENESIS))


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(FlowsWalked(config), FlowsWalked.__name__)


@pytest.fixture(autouse=True)
def law_of_the_files() -> None:
    """Every test begins with the law as released; what one bureau laid down counts for no other."""
    laid_down.use(None)


@pytest.fixture
def settings(tmp_path: Path) -> config.Settings:
    return config.Test(
        {
            "CASEWORK_DATABASE_URL": f"sqlite:///{tmp_path / 'test.sqlite3'}",
            "CASEWORK_EXCHANGE_FOLDER": str(tmp_path / "exchange"),
        }
    )


@pytest.fixture
def app(settings: config.Settings) -> Iterator[Flask]:
    app = create_app(settings)
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def writing(app: Flask):
    """A transaction of its own each time: `with writing() as session: …` keeps what was written."""
    return transactions(app)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """One session that is rolled back at the end; while it has work under way, SQLite lets no request write."""
    with app.app_context():
        session = db.session()
        yield session
        session.rollback()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def officer_id(writing) -> int:
    """A case officer named chengban, known by the password of the builders."""
    with writing() as session:
        return builders.add_officer(session, "chengban", builders.Role.CASE_OFFICER, name="李承办").id
