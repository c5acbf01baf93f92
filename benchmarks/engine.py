"""How long one step of a case takes in the engine room: restore, complete, save; prints medians in ms.

Run from the project's folder: python -m benchmarks.engine
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.engine.diagrams import process_of
from tests.engine.driving import DUE, NotingHands, finish, started, task_named
from tests.engine.models import CALLING, REVIEW
from workflows import keyring
from workflows.engine import Process, Run, load_processes, process_from_source

FACTS = {f"fact_{number}": "某项事实" * 2 for number in range(30)} | {"reply_due": DUE, "whole_due": DUE}
STEPS: Mapping[str, Mapping[str, bool]] = {"a": {}, "opine": {"again": False}, "sign": {"more": True}}
ROUNDS = 200


def milliseconds(action: Callable[[], object]) -> float:
    """Return how long an action takes, as the median of many times, in ms."""
    times = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        action()
        times.append((perf_counter() - begun) * 1000)
    return median(times)


def one_step(process: Process, blob: bytes, name: str) -> bytes:
    """Take one step of the case, as a request does; return the state to store."""
    run = Run.restore(process, blob, NotingHands())
    return finish(run, name, **STEPS[name]).save()


def report_step(process: Process, blob: bytes, name: str) -> None:
    """Print how long one step takes, and its two ends alone."""
    run = Run.restore(process, blob, NotingHands())
    whole = milliseconds(lambda: one_step(process, blob, name))
    restore = milliseconds(lambda: Run.restore(process, blob, NotingHands()))
    place = f"{task_named(run, name).process_key}/{name}"
    print(
        f"{place}: {whole:.2f} (restore {restore:.2f}, save {milliseconds(run.save):.2f}), {len(blob)} bytes"
    )


def report_steps(process: Process) -> None:
    """Print each step of a case with a called procedure, two clocks and about 1 KB of facts."""
    blob = started(process, **FACTS).save()
    for name in STEPS:
        report_step(process, blob, name)
        blob = one_step(process, blob, name)


def report_parsing() -> None:
    """Print how long it takes to parse each procedure of the product."""
    for process in load_processes(Path("workflows/processes")).values():
        process_from_source.cache_clear()
        begun = perf_counter()
        process_from_source(process.source)
        print(f"{process.key}: parsed in {(perf_counter() - begun) * 1000:.1f}, {len(process.source)} bytes")


if __name__ == "__main__":
    keyring.use("a secret for measuring only")
    report_steps(process_of(CALLING, REVIEW))
    report_parsing()
