"""A worker in a process of its own, for tests that kill it: URL, name, seconds of its lease, schedule or not."""

import sys
from signal import SIGTERM, signal
from threading import Event

from tests.jobs import examples
from tests.jobs.database import opened, transactions
from workflows.jobs import every
from workflows.jobs.worker import run


def main(url: str, executor_id: str, lease_seconds: str, *schedule: str) -> None:
    """Run until told to end, or killed."""
    stop = Event()
    signal(SIGTERM, lambda *_: stop.set())
    if schedule:
        every(1, examples.each_tick.__name__)
    begin = transactions(opened(url))
    run(url, begin, executor_id=executor_id, stop=stop, polling=0.1, lease_seconds=float(lease_seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
