"""A prepared database of either kind, and workers on it."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

import psycopg
import pytest
from sqlalchemy import Engine, make_url

from tests.jobs.database import OfTests, Transaction, opened, transactions
from tests.postgres_server import running_postgresql
from workflows.jobs import prepare
from workflows.jobs.worker import run
from workflows.models import Base

_databases = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with running_postgresql() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path) -> str:
    """The address of a new, empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'jobs.sqlite3'}"
    server = make_url(request.getfixturevalue("server"))
    name = f"jobs_{next(_databases)}"
    with psycopg.connect(host=server.query["host"], user="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def engine(url) -> Iterator[Engine]:
    engine = opened(url)
    Base.metadata.create_all(engine)
    OfTests.metadata.create_all(engine)
    prepare(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def begin(engine) -> Transaction:
    return transactions(engine)


@pytest.fixture
def working(engine, begin):
    """`with working(): …` has a worker in a thread of this process; its end is waited for."""

    @contextmanager
    def in_thread(executor_id: str = "here", **options) -> Iterator[None]:
        stop = threading.Event()
        options = {"executor_id": executor_id, "polling": 0.1, "lease_seconds": 1.5, "stop": stop} | options
        thread = threading.Thread(target=run, args=(engine, begin), kwargs=options)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    return in_thread


@pytest.fixture
def start_worker(url) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start a worker in a process of its own, to be killed."""
    started: list[subprocess.Popen[bytes]] = []

    def start(executor_id: str, lease_seconds: float = 1.5, *schedule: str) -> subprocess.Popen[bytes]:
        arguments = [url, executor_id, str(lease_seconds), *schedule]
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
