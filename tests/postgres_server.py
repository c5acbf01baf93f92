"""Starts a throw-away PostgreSQL server for tests: its own folder, a Unix socket, no network."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "timezone": "UTC",
}
SECONDS_TO_START = 60


class NoServer(RuntimeError):
    """测试用的 PostgreSQL 没有启动。请先运行 make setup 装齐所需软件；原因："""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{type(self).__doc__}{reason}")


@contextmanager
def running_postgresql() -> Iterator[str]:
    """Run a new, empty PostgreSQL server and yield its SQLAlchemy URL (user and database `postgres`).

    Every call is a server of its own, so several test processes may each hold one. It ends with the block and
    with the process that started it however that ends. Raises NoServer.
    """
    with mortal_postgresql() as server:
        yield server.url


@contextmanager
def mortal_postgresql() -> Iterator["Server"]:
    """Run such a server, which a test may kill and start again; what was committed is still there."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        server = Server(_programs(), folder)
        _create_cluster(server.programs, folder)
        server.start()
        try:
            yield server
        finally:
            server.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Server:
    """A server in its folder, running or not."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder = programs, folder
        self.url = f"postgresql+psycopg://postgres@/postgres?host={folder}"

    def start(self) -> None:
        self._process = _start(self.programs, self.folder)
        _wait_until_ready(self._process, self.folder)

    def kill(self) -> None:
        """Stop without a checkpoint, as `pg_ctl stop -m immediate` does: every connection ends in its middle."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait()


def _programs() -> Path:
    """Return the folder of the newest installed server's programs."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(found, key=lambda path: int(path.parts[-3]), default=None)
    if newest is None:
        raise NoServer("没有找到 initdb")
    return newest.parent


def _as_server_user() -> list[str]:
    """Return what to put before a command: the server refuses to run as root, and must not outlive us."""
    watched = ["setpriv", "--pdeathsig", "QUIT"]
    if os.geteuid() != 0:
        return watched
    user = pwd.getpwnam("postgres")
    return [*watched, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--init-groups"]


def _create_cluster(programs: Path, folder: Path) -> None:
    options = ["--no-sync", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    command = [*_as_server_user(), str(programs / "initdb"), *options, f"--pgdata={folder / 'data'}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NoServer(done.stderr)


def _start(programs: Path, folder: Path) -> subprocess.Popen[bytes]:
    settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *settings]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen([*_as_server_user(), *command], cwd=folder, stdout=log, stderr=log)


def _wait_until_ready(server: subprocess.Popen[bytes], folder: Path) -> None:
    give_up = time.monotonic() + SECONDS_TO_START
    while not _answers(folder):
        if server.poll() is not None or time.monotonic() > give_up:
            raise NoServer((folder / "log").read_text(encoding="utf-8", errors="replace"))
        time.sleep(0.05)


def _answers(folder: Path) -> bool:
    try:
        psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
    except psycopg.OperationalError:
        return False
    return True
