"""Empty databases for tests, made by the migrations once a process and copied for each test, on both systems."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, create_engine, event, make_url, text
from sqlalchemy.orm import Session

from webapp import sqlite
from webapp.migrating import upgrade
from workflows.register.sealing_session import SealingSession

Transaction = Callable[[], AbstractContextManager[Session]]
_serial = count(1)


def sqlite_engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}")
    sqlite.prepare(engine)
    return engine


def sqlite_template(folder: Path) -> Path:
    """Return a migrated SQLite file without any open connection."""
    path = folder / "template.sqlite3"
    engine = sqlite_engine(path)
    upgrade(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


def sqlite_copy(template: Path, folder: Path) -> str:
    path = folder / "casework.sqlite3"
    shutil.copy(template, path)
    return f"sqlite:///{path}"


def postgresql_template(server: str) -> str:
    """Return the URL of a migrated database on the server."""
    url = _named(server, "template_casework")
    _administer(server, "CREATE DATABASE template_casework")
    engine = create_engine(url)
    upgrade(engine)
    engine.dispose()
    return url


@contextmanager
def postgresql_copy(server: str) -> Iterator[str]:
    url = postgresql_new(server)
    yield url
    _administer(server, f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


def postgresql_new(server: str) -> str:
    """Return the URL of a copy that lives as long as the server."""
    name = f"casework_{next(_serial)}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE template_casework STRATEGY FILE_COPY")
    return _named(server, name)


def postgresql_empty(server: str) -> str:
    """Return the URL of a database without any table, that lives as long as the server."""
    name = f"empty_{next(_serial)}"
    _administer(server, f"CREATE DATABASE {name}")
    return _named(server, name)


def _named(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _administer(server: str, statement: str) -> None:
    with _administrator(server).connect() as connection:
        connection.execute(text(statement))


@cache
def _administrator(server: str) -> Engine:
    return create_engine(server, isolation_level="AUTOCOMMIT")


def opened(url: str, connections: int = 5) -> Engine:
    engine = create_engine(url, pool_size=connections)
    if engine.dialect.name == "sqlite":
        sqlite.prepare(engine)
    return engine


def led_to(url: str) -> Engine:
    """Return this process's one engine for that system, led to a database; what it compiled for others is kept."""
    engine = _standing(make_url(url).get_backend_name())
    engine.url = make_url(url)
    return engine


@cache
def _standing(backend: str) -> Engine:
    engine = opened({"sqlite": "sqlite:///led.elsewhere", "postgresql": "postgresql+psycopg://"}[backend])

    @event.listens_for(engine, "do_connect")
    def _connect(dialect: Dialect, _record: object, arguments: list[Any], named: dict[str, Any]) -> None:
        arguments[:], wanted = dialect.create_connect_args(engine.url)
        named.update(wanted)

    return engine


def transactions(bind: Engine | Connection) -> Transaction:
    """Return a maker of transactions that commit at their end; on a connection under way, of savepoints."""

    @contextmanager
    def begin() -> Iterator[Session]:
        with (
            alone(bind),
            SealingSession(bind, join_transaction_mode="create_savepoint") as session,
            session.begin(),
        ):
            yield session

    return begin


class Inside(AssertionError):
    """A transaction was begun inside another of the same thread: on SQLite it would wait for that one for ever.

    What is asked of the office (`office.one`, `office.answer`, …) begins one of its own: ask before
    `with office.begin()`, or ask the session that it gives.
    """


_under_way = threading.local()


@contextmanager
def alone(bind: Engine | Connection) -> Iterator[None]:
    """Let a thread have one transaction at a time on a database. Raises Inside at once for a second."""
    binds: set[int] = _under_way.__dict__.setdefault("binds", set())
    if id(bind) in binds:
        raise Inside(Inside.__doc__)
    binds.add(id(bind))
    try:
        yield
    finally:
        binds.remove(id(bind))
