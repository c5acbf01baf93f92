"""Rows by which a worker says that it is alive, and by which one worker at a time watches over the dead."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from workflows import clock
from workflows.jobs.registry import Transaction
from workflows.models import WorkerLease

# The lease of whoever watches over the dead just now; it belongs to no worker, and none may be called so.
WATCH = "watch-over-the-dead"

_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True)
class Holder:
    """A worker as its lease names it: its own name, its machine and process, how many seconds a lease lasts."""

    executor_id: str
    host: str
    seconds: float

    def until(self, now: datetime) -> datetime:
        """Return the instant at which a lease that is renewed now ends."""
        return now + timedelta(seconds=self.seconds)


def this_process() -> str:
    """Return the machine and process in which this runs."""
    return f"{socket.gethostname()} {os.getpid()}"


def take(session: Session, holder: Holder) -> bool:
    """Take a lease that is free: never taken, run out, or of a process of this machine that is no more."""
    now = clock.now()
    row = {
        "host": holder.host,
        "started_at": now,
        "renewed_at": now,
        "expires_at": holder.until(now),
        "taken_over_at": None,
    }
    free = (WorkerLease.expires_at <= now) | WorkerLease.host.in_(_dead_here(session, holder.executor_id))
    insert = _INSERT[session.get_bind().dialect.name](WorkerLease)
    taken = (
        insert.values(executor_id=holder.executor_id, **row)
        .on_conflict_do_update(index_elements=["executor_id"], set_=row, where=free)
        .returning(WorkerLease.executor_id)
    )
    return session.scalar(taken) is not None


def renew(session: Session, holder: Holder) -> bool:
    """Prolong a lease, and return whether it was still the holder's own and nobody had taken over its jobs."""
    now = clock.now()
    return _set(session, _held_by(holder), renewed_at=now, expires_at=holder.until(now))


def release(session: Session, holder: Holder) -> None:
    """End a lease, so that whatever is left undone may be taken over at once."""
    _set(session, _held_by(holder), expires_at=clock.now())


def expired(session: Session, *, but: str) -> list[str]:
    """Return the names of the workers whose lease ran out and whose jobs nobody has taken over."""
    query = select(WorkerLease.executor_id).where(
        WorkerLease.expires_at <= clock.now(),
        WorkerLease.taken_over_at.is_(None),
        WorkerLease.executor_id.not_in([WATCH, but]),
    )
    return list(session.scalars(query))


def mark_taken_over(session: Session, executor_id: str) -> None:
    """Note that a dead worker's jobs were given to the living; one that lives again by now keeps its lease."""
    dead = (WorkerLease.executor_id == executor_id) & (WorkerLease.expires_at <= clock.now())
    _set(session, dead, taken_over_at=clock.now())


@contextmanager
def watch(begin: Transaction, holder: Holder) -> Iterator[bool]:
    """Yield whether the watch over the dead is ours until the end of the block; one worker has it at a time."""
    watcher = replace(holder, executor_id=WATCH)
    with begin() as session:
        ours = take(session, watcher)
    try:
        yield ours
    finally:
        if ours:
            with begin() as session:
                release(session, watcher)


def _held_by(holder: Holder) -> ColumnElement[bool]:
    return (
        (WorkerLease.executor_id == holder.executor_id)
        & (WorkerLease.host == holder.host)
        & WorkerLease.taken_over_at.is_(None)
    )


def _set(session: Session, where: ColumnElement[bool], **values: datetime) -> bool:
    """Change a lease, and return whether there was one to change."""
    changed = update(WorkerLease).where(where).values(**values).returning(WorkerLease.executor_id)
    return session.scalar(changed) is not None


def _dead_here(session: Session, executor_id: str) -> list[str]:
    """Return the holder of a lease if it was a process of this machine that has ended, killed perhaps."""
    host = session.scalar(select(WorkerLease.host).where(WorkerLease.executor_id == executor_id))
    if host is None:
        return []
    machine, _, process = host.rpartition(" ")
    return [host] if machine == socket.gethostname() and not _runs(int(process)) else []


def _runs(process: int) -> bool:
    # Our own number in an older lease is that of a container's life before this one.
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
