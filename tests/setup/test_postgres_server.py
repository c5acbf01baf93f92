"""The tests' PostgreSQL is real, private to its block, and leaves nothing behind."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from tests import postgres_server
from tests.postgres_server import NoServer, running_postgresql


def ask(url: str, *statements: str) -> object:
    """Run statements in one transaction and return the first value of the last."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        results = [connection.execute(text(statement)) for statement in statements]
        return results[-1].scalar()


def socket_folder(url: str) -> Path:
    return Path(str(make_url(url).query["host"]))


def test_a_table_keeps_its_rows_while_the_server_runs() -> None:
    with running_postgresql() as url:
        ask(
            url,
            "create table entity (name text)",
            "insert into entity values ('鸡西市某某商店') returning name",
        )
        assert ask(url, "select name from entity") == "鸡西市某某商店"


def test_it_listens_on_no_network_address() -> None:
    with running_postgresql() as url:
        assert ask(url, "show listen_addresses") == ""


def test_two_servers_do_not_share_tables() -> None:
    with running_postgresql() as one, running_postgresql() as other:
        ask(one, "create table entity (name text)", "select 1")
        assert ask(other, "select count(*) from pg_tables where tablename = 'entity'") == 0


def test_after_its_block_neither_server_nor_folder_is_left() -> None:
    with running_postgresql() as url:
        assert socket_folder(url).exists()
    assert not socket_folder(url).exists()
    with pytest.raises(OperationalError):
        ask(url, "select 1")


def fail_beside_a_server(seen: list[str]) -> None:
    with running_postgresql() as url:
        seen.append(url)
        raise ZeroDivisionError


def test_a_failing_test_still_stops_its_server() -> None:
    seen: list[str] = []
    with pytest.raises(ZeroDivisionError):
        fail_beside_a_server(seen)
    assert not socket_folder(seen[0]).exists()


KILLED_RUN = """
import time
from tests.postgres_server import running_postgresql
with running_postgresql() as url:
    print(url, flush=True)
    time.sleep(60)
"""


def test_a_killed_test_run_takes_its_server_with_it() -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED_RUN], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        folder = socket_folder(run.stdout.readline().strip())
        server = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        run.kill()
    ended = gone_within(10, server)
    shutil.rmtree(folder)
    assert ended


def gone_within(seconds: float, process: int) -> bool:
    """Return whether a process ends within so many seconds, a zombie counting as ended."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        stat = Path(f"/proc/{process}/stat")
        if not stat.exists() or ") Z " in stat.read_text():
            return True
        time.sleep(0.05)
    os.kill(process, signal.SIGQUIT)
    return False


def test_a_server_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(postgres_server.SETTINGS, "max_connections", "none")
    with pytest.raises(NoServer, match="max_connections"), running_postgresql():
        pass


def test_a_machine_without_postgresql_is_told_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "glob", lambda _folder, _pattern: iter(()))
    with pytest.raises(NoServer, match="make setup"), running_postgresql():
        pass
