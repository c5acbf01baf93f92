"""A bureau of its own for each test, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import databases
from tests.office import Office
from tests.postgres_server import running_postgresql
from workflows import keyring

SECRET = "a-secret-for-tests-of-more-than-32-characters"


@pytest.fixture(autouse=True)
def _keys() -> None:
    keyring.use(SECRET)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return databases.sqlite_template(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    with running_postgresql() as server:
        databases.postgresql_template(server)
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield databases.sqlite_copy(request.getfixturevalue("sqlite_template"), tmp_path)
    else:
        with databases.postgresql_copy(request.getfixturevalue("postgresql_server")) as url:
            yield url


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    engine = databases.opened(database_url)
    yield Office(engine)
    engine.dispose()
