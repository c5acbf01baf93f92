"""An office after weeks of work, made once on each database; a test changes it as its owner, and takes that back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests import databases
from tests.audit.planting import unguard
from tests.audit.walks import AUDITED_AT, weeks_of_work
from tests.fixtures import SECRET, SYSTEMS, postgresql_server, sqlite_template
from workflows import keyring


@pytest.fixture(autouse=True)
def _at_the_end_of_the_weeks() -> Iterator[None]:
    keyring.use(SECRET)
    with time_machine.travel(AUDITED_AT):
        yield


@pytest.fixture(scope="session")
def worked_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("worked")
    work(databases.sqlite_copy(sqlite_template(), folder)).dispose()
    return folder / "casework.sqlite3"


@pytest.fixture(scope="session")
def sqlite(worked_file: Path) -> Iterator[Engine]:
    engine = databases.opened(f"sqlite:///{worked_file}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Engine]:
    with databases.postgresql_copy(postgresql_server()) as url:
        engine = work(url)
        yield engine
        engine.dispose()


def work(url: str) -> Engine:
    keyring.use(SECRET)
    engine = databases.opened(url)
    weeks_of_work(engine)
    return engine


@pytest.fixture(params=SYSTEMS)
def session(request: pytest.FixtureRequest) -> Iterator[Session]:
    """A transaction of the database's owner: no trigger stops it, and at the end nothing of it is kept."""
    with Session(request.getfixturevalue(request.param)) as session:
        unguard(session)
        yield session
        session.rollback()
