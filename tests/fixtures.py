"""Fixtures of every folder that needs a bureau: a database of its own for each test, on both systems, and a clock."""

import atexit
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import time_machine

from tests import databases
from tests.calendar import START, Calendar, shanghai
from tests.office import Office
from tests.postgres_server import running_postgresql
from workflows import keyring

SECRET = "a-secret-for-tests-of-more-than-32-characters"
SYSTEMS = ("sqlite", "postgresql")

__all__ = ["calendar", "database_url", "keys", "office"]


@cache
def sqlite_template() -> Path:
    """One migrated file a test process, whichever folder asks for it first."""
    folder = TemporaryDirectory(prefix="template-")
    atexit.register(folder.cleanup)
    return databases.sqlite_template(Path(folder.name))


@cache
def postgresql_server() -> str:
    """One server a test process, with a migrated template."""
    stack = ExitStack()
    atexit.register(stack.close)
    server = stack.enter_context(running_postgresql())
    databases.postgresql_template(server)
    return server


@pytest.fixture(autouse=True)
def keys() -> None:
    keyring.use(SECRET)


@pytest.fixture(params=SYSTEMS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield databases.sqlite_copy(sqlite_template(), tmp_path)
    else:
        with databases.postgresql_copy(postgresql_server()) as url:
            yield url


@pytest.fixture
def calendar() -> Iterator[Calendar]:
    """Monday 23 November 2026, ten in the morning in Shanghai, until a test says otherwise; time stands still."""
    with time_machine.travel(shanghai(START), tick=False) as coordinates:
        yield Calendar(coordinates)


@pytest.fixture
def office(database_url: str, calendar: Calendar) -> Iterator[Office]:
    engine = databases.opened(database_url)
    yield Office(engine)
    engine.dispose()
