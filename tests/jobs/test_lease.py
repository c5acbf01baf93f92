"""A lease has one holder; one worker at a time watches over the dead."""

import os
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from threading import Barrier, BrokenBarrierError

from workflows.jobs import lease
from workflows.jobs.lease import Holder
from workflows.jobs.takeover import take_over

FIRST = Holder("first", "elsewhere 1", 60)
ITS_DOUBLE = replace(FIRST, host="elsewhere 2")
DEAD = Holder("dead", "elsewhere 3", 0)


def take(begin, holder: Holder) -> bool:
    with begin() as session:
        return lease.take(session, holder)


def renew(begin, holder: Holder) -> bool:
    with begin() as session:
        return lease.renew(session, holder)


def test_a_lease_that_lasts_is_given_to_nobody_else(begin):
    assert take(begin, FIRST)
    assert not take(begin, ITS_DOUBLE)
    assert renew(begin, FIRST) and not renew(begin, ITS_DOUBLE)


def test_a_lease_that_was_released_is_free(begin):
    take(begin, FIRST)
    with begin() as session:
        lease.release(session, FIRST)
    assert take(begin, ITS_DOUBLE)


def test_the_lease_of_an_ended_process_of_this_machine_is_free(begin):
    ended = os.posix_spawn("/bin/true", ["true"], {})
    os.waitpid(ended, 0)
    take(begin, replace(FIRST, host=f"{socket.gethostname()} {ended}"))
    assert take(begin, FIRST)


def test_the_lease_of_a_living_process_of_this_machine_is_not_free(begin):
    take(begin, replace(FIRST, host=f"{socket.gethostname()} {os.getppid()}"))
    assert not take(begin, FIRST)


def test_a_worker_that_was_taken_over_cannot_renew(begin):
    take(begin, DEAD)
    assert take_over(begin, FIRST, lambda _: None) == ["dead"]
    assert not renew(begin, DEAD)


def test_a_worker_that_renews_late_but_in_time_keeps_its_lease(begin):
    take(begin, DEAD)
    late = replace(DEAD, seconds=60)
    take_over(begin, FIRST, lambda _: renew(begin, late))
    assert renew(begin, late)


def test_the_dead_are_taken_over_once(begin):
    take(begin, DEAD)
    assert [take_over(begin, FIRST, lambda _: None) for _ in range(2)] == [["dead"], []]


def test_nobody_takes_over_from_itself_or_from_the_watch(begin):
    take(begin, DEAD)
    take(begin, replace(DEAD, executor_id=lease.WATCH))
    assert take_over(begin, DEAD, lambda _: None) == []


def test_two_workers_do_not_give_the_same_jobs_away_twice(begin):
    take(begin, DEAD)
    assert given_away_by_two(begin, lease.watch) == ["dead"]


def test_without_the_watch_they_would(begin):
    """The planted fault: a lease without the lock."""

    @contextmanager
    def no_watch(_begin, _holder):
        yield True

    take(begin, DEAD)
    assert given_away_by_two(begin, no_watch) == ["dead", "dead"]


def given_away_by_two(begin, watch) -> list[str]:
    """Let two workers look after the dead at the same instant, and return whose jobs were given away."""
    resumed: list[str] = []
    both_have_looked, both_give_away = Barrier(2), Barrier(2)

    def resume(dead: str) -> None:
        # The second comes here as well only when nothing keeps it away.
        with suppress(BrokenBarrierError):
            both_give_away.wait(timeout=1)
        resumed.append(dead)

    def look_after(name: str) -> None:
        holder = Holder(name, f"elsewhere {name}", 60)
        with watch(begin, holder) as ours:
            both_have_looked.wait(timeout=10)
            if ours:
                take_over(begin, holder, resume)

    with ThreadPoolExecutor() as pool:
        list(pool.map(look_after, ("a", "b")))
    return resumed
