"""`flask demo`: everything at once on one machine: data, web and worker, until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from threading import Event

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from config import ROOT
from webapp.cli.importing import import_file
from webapp.cli.seed import add_departments, add_people
from webapp.cli.work import stop_signal
from webapp.db import db, snapshot, transaction
from webapp.demonstration import DEMO_PASSWORD, accounts
from webapp.migrating import upgrade
from workflows.models import ImportRun

HOST = "127.0.0.1"
SAMPLES = ROOT / "docs" / "sample"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 15
TRIED_PORTS = 20


@click.command("demo")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="网站端口")
@with_appcontext
def demo_command(port: int) -> None:
    """准备演示数据，同时启动网站和后台工作进程。"""
    refuse_taken(port)
    prepare_data()
    stop, address = stop_signal(), f"http://{HOST}:{port}"
    children = [_start(_web(port), address), _start(_worker(), address)]
    try:
        ended = _attend(children, stop, address)
    finally:
        _stop(children)
    if ended:
        raise click.ClickException("有一个进程意外退出，演示已停止。原因见上面的输出。")
    click.echo("演示已停止，数据保留在 var/ 中；再次运行 make demo 会接着使用。")


def refuse_taken(port: int) -> None:
    """Raise ClickException, with the command to use instead, when the port is taken."""
    if is_free(port):
        return
    free = next((other for other in range(port + 1, min(port + TRIED_PORTS, 65536)) if is_free(other)), None)
    advice = f"请改用：make demo PORT={free}" if free else "请先停止占用该端口的程序。"
    raise click.ClickException(f"端口 {port} 已被占用。{advice}")


def is_free(port: int) -> bool:
    """Say whether nobody listens on a port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def prepare_data() -> None:
    """Bring the tables up to date, add officers, and import the sample files that are not in yet."""
    upgrade(db.engine)
    with transaction() as session:
        add_people(session, add_departments(session))
    with snapshot() as session:
        imported = set(session.scalars(select(ImportRun.filename)))
    for file in sorted(SAMPLES.glob("*")):
        if file.suffix in {".csv", ".xlsx"} and file.name not in imported:
            run = import_file(file)
            click.echo(f"{file.name}：新增 {run.added}，未变 {run.unchanged}，退回 {run.refused}。")


def _web(port: int) -> list[str]:
    options = [
        "--worker-class=gthread",
        "--workers=1",
        "--preload",
        "--threads=8",
        "--log-level=warning",
        "--no-control-socket",
    ]
    return ["gunicorn", *options, f"--bind={HOST}:{port}", "webapp:create_app()"]


def _worker() -> list[str]:
    return ["flask", "--app", "webapp", "work", "--name", "demo"]


def _start(command: list[str], address: str) -> subprocess.Popen[bytes]:
    """Start a child in a process group of its own, so that Ctrl-C reaches it through us, in order."""
    environment = {**os.environ, "CASEWORK_PUBLIC_BASE_URL": address}
    command = [sys.executable, "-m", *command]
    return subprocess.Popen(command, cwd=ROOT, env=environment, process_group=0)  # noqa: S603  # our own programs


def _attend(children: list[subprocess.Popen[bytes]], stop: Event, address: str) -> bool:
    """Say when all is ready, then wait; return whether a child ended by itself."""
    told, give_up = False, time.monotonic() + SECONDS_TO_START
    while not stop.wait(0.3):
        if any(child.poll() is not None for child in children):
            return True
        if not told and _answers(address):
            told = True
            _greet(address)
        if not told and time.monotonic() > give_up:
            return True
    return False


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=1) as answer:  # noqa: S310  # our own http address
            return bool(answer.status == 200)
    except (urllib.error.URLError, TimeoutError):
        return False


def _greet(address: str) -> None:
    click.echo(f"\n信用监管办案系统（演示）：{address}\n\n密码都是 {DEMO_PASSWORD}")
    for username, words in accounts():
        click.echo(f"  {username:<10} {words}")
    click.echo("\n按 Ctrl-C 停止。")


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask every child to end, wait, and end what does not."""
    for child in children:
        _signal(child, signal.SIGTERM)
    deadline = time.monotonic() + SECONDS_TO_STOP
    for child in children:
        try:
            child.wait(max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            _signal(child, signal.SIGKILL)
            child.wait()


def _signal(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Signal a child's whole group; one that has ended is left alone."""
    if child.poll() is None:
        os.killpg(child.pid, number)
