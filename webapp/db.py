"""The session, and the transactions around every request and every job: the only commit of the house."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Session

from webapp import sqlite
from workflows.models import Base
from workflows.register.commit import seal_commits

db = SQLAlchemy(model_class=Base, disable_autonaming=True)
seal_commits(db.session)

READ_ONLY: dict[str, dict[str, Any]] = {
    "sqlite": {sqlite.READ_ONLY: True},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}


def init_app(app: Flask) -> None:
    """Bind the database. Raises SettingsRefused when SQLite does not keep its settings."""
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            sqlite.prepare(db.engine)
            sqlite.refuse_faults(db.engine)


@contextmanager
def transaction() -> Iterator[Session]:
    """Keep everything that was written inside, or nothing of it."""
    session = db.session()
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise


@contextmanager
def snapshot() -> Iterator[Session]:
    """Show one state of the database; a write inside fails, on both databases."""
    session = db.session()
    session.connection(execution_options=READ_ONLY[db.engine.dialect.name])
    try:
        yield session
    finally:
        session.rollback()


def transactions(app: Flask) -> Callable[[], AbstractContextManager[Session]]:
    """Return `transaction` for threads that serve no request, such as the worker's."""

    @contextmanager
    def begin() -> Iterator[Session]:
        with app.app_context(), transaction() as session:
            yield session

    return begin
