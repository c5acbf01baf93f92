"""A program that works at the doors, or as the worker, and is killed by the test that started it.

Run: python -m tests.casework.mortal clerk|worker DATABASE INSTANT FILE [PLACE]. It ends itself (kill -9) when it
comes to PLACE; without one it is killed from outside, or ends when its work is done.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from threading import Event
from typing import Any, BinaryIO
from uuid import UUID

import orjson
import time_machine
from dbos._sys_db import SystemDatabase
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests import databases
from tests.calendar import shanghai
from workflows import background, casework, keyring
from workflows.casework import tasks
from workflows.engine import Run
from workflows.jobs import exchange
from workflows.jobs.run import JOBS
from workflows.jobs.worker import run as work

SECRET = "a-secret-for-tests-of-more-than-32-characters"


def die(*_: Any) -> None:
    """End at once, as by kill -9."""
    os.kill(os.getpid(), signal.SIGKILL)


def _dying_in(owner: Any, name: str, *, after: bool = False, at_call: int = 1) -> None:
    """Let a function end the process, before it does its work or after it."""
    whole: Callable[..., Any] = getattr(owner, name)
    calls = iter(range(1, at_call + 1))

    def mortal(*given: Any, **more: Any) -> Any:
        last = next(calls, None) == at_call
        done = whole(*given, **more) if after or not last else None
        return die() if last else done

    setattr(owner, name, mortal)


def _lose_the_answer_to_a_claim() -> None:
    """Let the database keep which jobs the worker took first, and let the worker not hear of it."""
    whole, lost = SystemDatabase.start_queued_workflows, iter([True])

    def claim(database: SystemDatabase, queue: Any, *given: Any, **more: Any) -> Any:
        answer = whole(database, queue, *given, **more)
        if queue.name == JOBS and answer[0] and next(lost, False):
            raise OperationalError("claim", None, ConnectionError("the answer was lost"))
        return answer

    setattr(SystemDatabase, whole.__name__, claim)


def _commit_and_die(session: Session, *_: Any) -> None:
    """The fault that the named places must find: a part of a step kept before the rest of it."""
    session.commit()
    die()


PLACES: dict[str, Callable[[], None]] = {
    "before the lock": lambda: _dying_in(tasks, "locked_task"),
    "after the engine": lambda: _dying_in(Run, "complete", after=True),
    "after a commit in the middle": lambda: setattr(tasks, "keep_answer", _commit_and_die),
    "before the commit": lambda: event.listen(Session, "before_commit", die),
    "after the commit": lambda: event.listen(Session, "after_commit", die),
    "after a claim whose answer is lost": _lose_the_answer_to_a_claim,
    "in the middle of a paper": lambda: _dying_in(background, "print_pdf"),
    "after the paper": lambda: _dying_in(background, "keep_paper", after=True),
    "in the middle of an import": lambda: _dying_in(background, "put_on_record", after=True, at_call=2),
}


def clerk(url: str, file: Path, told: BinaryIO) -> None:
    """Send every request of a file, and acknowledge each with its answer once it is kept."""
    begin = databases.transactions(databases.opened(url))
    for request in orjson.loads(file.read_bytes()):
        with begin() as session:
            actor = casework.actor_of(session, request["officer_id"])
            ids = UUID(request["task_id"]), UUID(request["key"])
            answer = casework.complete_task(
                session, ids[0], request["answers"], actor, ids[1], request["version"]
            )
        told.write(orjson.dumps({"key": request["key"], "answer": asdict(answer)}) + b"\n")
        told.flush()


def worker(url: str, folder: Path) -> None:
    """Work until killed, with the folder for messages to other systems."""
    exchange.use(exchange.Premises(folder))
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    begin = databases.transactions(databases.opened(url))
    work(url, begin, executor_id="mortal", stop=stop, polling=0.1, lease_seconds=1.5)


def main(role: str, url: str, instant: str, file: str, *places: str) -> None:
    """Do the work of a role from an instant on."""
    keyring.use(SECRET)
    for place in places:
        PLACES[place]()
    with time_machine.travel(shanghai(instant), tick=True), suppress(BrokenPipeError):
        if role == "clerk":
            clerk(url, Path(file), sys.stdout.buffer)
        else:
            worker(url, Path(file))


if __name__ == "__main__":
    main(*sys.argv[1:])
