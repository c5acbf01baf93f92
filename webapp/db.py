"""The session, and the transactions around every request and every job: the only commit of the house."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ExceptionContext, event
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
        event.listen(db.engine, "handle_error", hide_values)
        if db.engine.dialect.name == "sqlite":
            sqlite.keep_to_ourselves(db.engine)
            sqlite.prepare(db.engine)
            sqlite.refuse_faults(db.engine)


# PostgreSQL tells what a refused row held, in lines after the first, or in quotation marks behind a colon.
TOLD_VALUES = re.compile(r'\n.*|(?<=: )".*', re.DOTALL)


def hide_values(context: ExceptionContext) -> None:
    """Take out of a database's error what it says of a row's content: it ends in logs, troubles and pages."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None:
            error.args = tuple(
                TOLD_VALUES.sub("…", one) if isinstance(one, str) else one for one in error.args
            )


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


def look_again() -> None:
    """Take back what was begun, and go on reading only: whoever is shown a refused form holds up no writer."""
    session = db.session()
    session.rollback()
    session.connection(execution_options=READ_ONLY[db.engine.dialect.name])


Opened = Callable[[], AbstractContextManager[Session]]


def transactions(app: Flask, of: Opened = transaction) -> Opened:
    """Return `transaction`, or `snapshot`, for threads that serve no request, such as the worker's."""

    @contextmanager
    def begin() -> Iterator[Session]:
        with app.app_context(), of() as session:
            yield session

    return begin
