"""Empty databases for tests, made by the migrations once a process and copied for each test, on both systems."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.orm import Session

from webapp import sqlite
from webapp.migrating import upgrade

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
    name = f"casework_{next(_serial)}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE template_casework STRATEGY FILE_COPY")
    yield _named(server, name)
    _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _named(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _administer(server: str, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def opened(url: str, connections: int = 5) -> Engine:
    engine = create_engine(url, pool_size=connections)
    if engine.dialect.name == "sqlite":
        sqlite.prepare(engine)
    return engine


def transactions(engine: Engine) -> Transaction:
    """Return a maker of transactions that commit at their end."""

    @contextmanager
    def begin() -> Iterator[Session]:
        with Session(engine) as session, session.begin():
            yield session

    return begin
