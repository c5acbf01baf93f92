"""A prepared database of either kind, and workers on it."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count

import psycopg
import pytest
from sqlalchemy import Engine, make_url

from tests.jobs import examples
from tests.jobs.database import OfTests, Transaction, opened, transactions
from tests.postgres_server import running_postgresql
from workflows.jobs import prepare
from workflows.jobs.tables import address
from workflows.jobs.worker import run
from workflows.models import Base

EXAMPLES = examples  # importing them registers them
_databases = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with running_postgresql() as url:
        yield url


@contextmanager
def new_database(request, folder) -> Iterator[Engine]:
    """A new database of the kind that the fixture is asked for, with nothing in it."""
    number = next(_databases)
    if request.param == "sqlite":
        engine = opened(f"sqlite:///{folder / f'{number}.sqlite3'}")
    else:
        server = make_url(request.getfixturevalue("server"))
        with psycopg.connect(host=server.query["host"], user="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE jobs_{number}")
        engine = opened(server.set(database=f"jobs_{number}").render_as_string(hide_password=False))
    yield engine
    engine.dispose()


def build(engine: Engine) -> None:
    """Make every table, the job engine's too."""
    Base.metadata.create_all(engine)
    OfTests.metadata.create_all(engine)
    prepare(engine)


@contextmanager
def worker_in_thread(engine: Engine, executor_id: str = "here", **options) -> Iterator[Callable[[], bool]]:
    """Have a worker in a thread of this process, yield whether it ended, and raise what it raised."""
    stop = threading.Event()
    options = {"executor_id": executor_id, "polling": 0.1, "lease_seconds": 1.5, "stop": stop} | options
    with ThreadPoolExecutor() as pool:
        ended = pool.submit(run, engine, transactions(engine), **options)
        try:
            yield ended.done
        finally:
            stop.set()
            ended.result()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path) -> Iterator[Engine]:
    with new_database(request, tmp_path) as engine:
        yield engine


@pytest.fixture
def engine(empty) -> Engine:
    build(empty)
    return empty


@pytest.fixture
def begin(engine) -> Transaction:
    return transactions(engine)


@pytest.fixture
def start_worker(engine) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start a worker in a process of its own, to be killed."""
    started: list[subprocess.Popen[bytes]] = []

    def start(executor_id: str, lease_seconds: float = 1.5, *schedule: str) -> subprocess.Popen[bytes]:
        arguments = [address(engine), executor_id, str(lease_seconds), *schedule]
        command = [sys.executable, "-m", "tests.jobs.worker_program", *arguments]
        started.append(subprocess.Popen(command, stderr=subprocess.PIPE))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def eventually() -> Callable[[Callable[[], object]], None]:
    """Wait until something is true, or fail."""

    def wait(happened: Callable[[], object], seconds: float = 25) -> None:
        give_up = time.monotonic() + seconds
        while not happened():
            assert time.monotonic() < give_up, "it did not happen in time"
            time.sleep(0.05)

    return wait
