"""A prepared database of either kind, and workers on it."""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Engine, make_url

from tests.jobs import examples
from tests.jobs.database import OfTests, Transaction, opened, transactions
from tests.postgres_server import Server, mortal_postgresql, running_postgresql
from workflows.jobs import prepare
from workflows.jobs.tables import address
from workflows.jobs.worker import run
from workflows.models import Base, Department, Officer

EXAMPLES = examples  # importing them registers them
_databases = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server with a database `built`, of which the tests' databases are copies."""
    with running_postgresql() as url:
        build(create_on(url, "built", "template1"))
        yield url


@pytest.fixture(scope="session")
def built_file(tmp_path_factory) -> Path:
    """A SQLite file of which the tests' databases are copies."""
    path = tmp_path_factory.mktemp("built") / "built.sqlite3"
    build(opened(f"sqlite:///{path}"))
    return path


def create_on(server: str, name: str, template: str) -> Engine:
    url = make_url(server)
    with psycopg.connect(host=url.query["host"], user="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return opened(url.set(database=name).render_as_string(hide_password=False))


def build(engine: Engine) -> None:
    """Make every table, the job engine's too."""
    Base.metadata.create_all(engine)
    OfTests.metadata.create_all(engine)
    prepare(engine)
    engine.dispose()


@pytest.fixture
def server_of_its_own() -> Iterator[Server]:
    """A PostgreSQL server that a test may kill and start again."""
    with mortal_postgresql() as server:
        yield server


@contextmanager
def new_database(request, folder: Path, *, empty: bool = False) -> Iterator[Engine]:
    """A new database of the kind that the fixture is asked for, with every table or with none."""
    name = f"jobs_{next(_databases)}"
    if request.param == "sqlite":
        path = folder / f"{name}.sqlite3"
        if not empty:
            shutil.copy(request.getfixturevalue("built_file"), path)
        engine = opened(f"sqlite:///{path}")
    elif request.param == "killed":
        engine = create_on(request.getfixturevalue("server_of_its_own").url, name, "template1")
        build(engine)
    else:
        engine = create_on(request.getfixturevalue("server"), name, "template1" if empty else "built")
    yield engine
    engine.dispose()


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
def engine(request, tmp_path) -> Iterator[Engine]:
    with new_database(request, tmp_path) as engine:
        yield engine


@pytest.fixture
def begin(engine) -> Transaction:
    return transactions(engine)


@pytest.fixture
def officer_id(begin) -> int:
    with begin() as session:
        section = Department(code=uuid4().hex, name="信用监管科")
        session.add(section)
        session.flush()
        names = {"username": uuid4().hex, "employee_number": uuid4().hex, "name": "李", "password_hash": "x"}
        officer = Officer(**names, department_id=section.id)
        session.add(officer)
        session.flush()
        return officer.id


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

    def wait(happened: Callable[[], object], seconds: float = 60) -> None:
        give_up = time.monotonic() + seconds
        while not happened():
            assert time.monotonic() < give_up, "it did not happen in time"
            time.sleep(0.05)

    return wait
