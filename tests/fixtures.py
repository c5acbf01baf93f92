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
from tests.kept import kept
from tests.office import Office
from tests.postgres_server import running_postgresql
from workflows import keyring

SECRET = "a-secret-for-tests-of-more-than-32-characters"
SYSTEMS = ("sqlite", "postgresql")

__all__ = ["calendar", "database_url", "keys", "office", "own_office", "shared_office", "system"]


@cache
def sqlite_template() -> Path:
    """One migrated file a release: the first process that needs it makes it."""
    folder = TemporaryDirectory(prefix="template-")
    atexit.register(folder.cleanup)
    return kept("template.sqlite3", databases.sqlite_template, Path(folder.name))


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
def system(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def database_url(system: str, tmp_path: Path) -> Iterator[str]:
    if system == "sqlite":
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
def office(request: pytest.FixtureRequest, system: str) -> Office:
    """A bureau for each test; with a database of its own where the test or its module is marked so."""
    whole = request.node.get_closest_marker("own_database")
    return request.getfixturevalue("own_office" if whole else "shared_office")


@pytest.fixture
def own_office(database_url: str, calendar: Calendar) -> Iterator[Office]:
    engine = databases.led_to(database_url)
    yield Office(engine)
    engine.dispose()


@pytest.fixture
def shared_office(system: str, calendar: Calendar) -> Iterator[Office]:
    """The standing bureau as one transaction sees it, which is taken back at the end: enough for one at a time."""
    standing = standing_office(system)
    with standing.engine.connect() as connection, connection.begin() as everything:
        yield standing.seen_through(connection)
        everything.rollback()


@cache
def standing_office(system: str) -> Office:
    """One bureau a test process and system, of which tests see what was there on the first morning."""
    if system == "postgresql":
        return Office(databases.opened(databases.postgresql_new(postgresql_server())))
    folder = TemporaryDirectory(prefix="standing-")
    atexit.register(folder.cleanup)
    return Office(databases.opened(databases.sqlite_copy(sqlite_template(), Path(folder.name))))
