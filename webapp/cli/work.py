"""`flask work`: the worker, until it is told to stop."""

import signal
import socket
from threading import Event

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from webapp.cli.thrift import share_one_heap
from webapp.db import db, snapshot, transactions
from webapp.releases import refuse_in_command
from workflows import background, enactment  # noqa: F401  # they register the jobs
from workflows.jobs import worker


@click.command("work")
@click.option("--name", default=socket.gethostname, help="本工作进程的名称，同一数据库中不得重复。")
@with_appcontext
def work_command(name: str) -> None:
    """执行后台任务：文书排版、报送、期限到期、导入。按 Ctrl-C 停止。"""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's own method
    refuse_in_command()
    share_one_heap()
    click.echo(f"后台工作进程 {name} 已启动。")
    reading = transactions(app, snapshot)
    worker.run(db.engine, transactions(app), executor_id=name, stop=stop_signal(), reading=reading)


def stop_signal() -> Event:
    """Return an event that Ctrl-C and SIGTERM set."""
    stop = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    return stop
