"""What may be registered as a job or as a schedule."""

from datetime import timedelta

import pytest

from workflows import clock
from workflows.errors import JobFaulty, JobUnknown
from workflows.jobs import every, job, registry, then
from workflows.jobs.running import overtaken


@pytest.fixture(autouse=True)
def nothing_registered(monkeypatch):
    monkeypatch.setattr(registry, "_jobs", {})
    monkeypatch.setattr(registry, "_schedules", {})


def register(name: str) -> None:
    job(name, title="任务")(print)


def test_a_name_belongs_to_one_job():
    register("sweep")
    with pytest.raises(JobFaulty, match="sweep"):
        register("sweep")


def test_a_further_step_needs_a_job():
    with pytest.raises(JobUnknown):
        then("sweep")(print)


@pytest.mark.parametrize(
    ("seconds", "line"),
    [(1, "*/1 * * * * *"), (60, "0 */1 * * * *"), (900, "0 */15 * * * *"), (7200, "0 0 */2 * * *")],
)
def test_a_period_is_written_as_a_cron_line(seconds, line):
    register("sweep")
    every(seconds, "sweep")
    assert registry.schedules() == {"sweep": line}


@pytest.mark.parametrize("when", [0, 7, 90, 86_400, "at noon"])
def test_a_period_that_does_not_come_out_even_is_refused(when):
    with pytest.raises(JobFaulty):
        every(when, "sweep")


def test_a_schedule_without_its_job_is_refused():
    every("0 6 * * *", "sweep")
    with pytest.raises(JobFaulty, match="sweep"):
        registry.schedules()


def test_the_pause_doubles_with_each_attempt():
    job("send", title="发送", pause_seconds=2)(print)
    assert [registry.find("send").pause(attempt) for attempt in (1, 2, 3)] == [2, 4, 8]


def test_of_the_ticks_that_were_slept_through_only_the_last_works():
    six = clock.start_of(clock.today()) + timedelta(hours=6)
    awake = six + timedelta(hours=3, minutes=5)
    slept = [six + timedelta(hours=late) for late in range(4)]
    assert [due for due in slept if not overtaken(due, "0 * * * *", awake)] == [slept[-1]]


def test_a_daily_tick_is_one_of_shanghai():
    midnight = clock.start_of(clock.today())
    assert not overtaken(midnight, "0 0 * * *", midnight + timedelta(hours=23, minutes=59))
    assert overtaken(midnight, "0 0 * * *", midnight + timedelta(hours=24))
