"""An office after weeks of work, made once a session on each database and copied for every test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.orm import Session

from tests import databases
from tests.audit.walks import AUDITED_AT, weeks_of_work
from tests.fixtures import SECRET, postgresql_server, sqlite_template
from workflows import audit, keyring
from workflows.audit import Finding

_copies = count(1)


@pytest.fixture(autouse=True)
def _at_the_end_of_the_weeks() -> Iterator[None]:
    keyring.use(SECRET)
    with time_machine.travel(AUDITED_AT):
        yield


@pytest.fixture(scope="session")
def worked_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    keyring.use(SECRET)
    folder = tmp_path_factory.mktemp("worked")
    work(databases.sqlite_copy(sqlite_template(), folder))
    return folder / "casework.sqlite3"


@pytest.fixture(scope="session")
def worked_database() -> Iterator[str]:
    keyring.use(SECRET)
    with databases.postgresql_copy(postgresql_server()) as url:
        work(url)
        yield url


def work(url: str) -> None:
    engine = databases.opened(url)
    weeks_of_work(engine)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


@contextmanager
def copy_of(template: str | Path, folder: Path) -> Iterator[Engine]:
    """A copy of a worked database, for one test."""
    if isinstance(template, Path):
        path = folder / f"copy{next(_copies)}.sqlite3"
        shutil.copy(template, path)
        engine = databases.opened(f"sqlite:///{path}")
        yield engine
        engine.dispose()
        return
    name = f"copy_{next(_copies)}"
    source = make_url(template)
    server = create_engine(source.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {source.database}"))
    engine = create_engine(source.set(database=name))
    yield engine
    engine.dispose()
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


Copies = Callable[[], Engine]


@pytest.fixture(params=["sqlite", "postgresql"])
def template(request: pytest.FixtureRequest) -> str | Path:
    fixture = {"sqlite": "worked_file", "postgresql": "worked_database"}[request.param]
    return request.getfixturevalue(fixture)


@pytest.fixture
def engine(template: str | Path, tmp_path: Path) -> Iterator[Engine]:
    with copy_of(template, tmp_path) as engine:
        yield engine


@pytest.fixture
def older(template: str | Path, tmp_path: Path) -> Iterator[Engine]:
    """A second copy, which stays as it was while the first goes on."""
    with copy_of(template, tmp_path) as engine:
        yield engine


def findings(engine: Engine, *promises: str) -> list[Finding]:
    with Session(engine) as session:
        return sorted(audit.verify(session, promises or None))
