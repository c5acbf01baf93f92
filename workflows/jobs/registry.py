"""The jobs and schedules that exist: filled when the modules that own them are imported."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from croniter import croniter
from sqlalchemy.orm import Session

from workflows.errors import JobFaulty, JobUnknown

Transaction = Callable[[], AbstractContextManager[Session]]

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@dataclass(frozen=True)
class Limits:
    """How many seconds a run may wait and work before a person hears of it: usually, and of some jobs by name."""

    usual: float = 15 * MINUTE
    of_jobs: Mapping[str, float] = field(default_factory=dict)

    def of(self, name: str) -> float:
        """Return the limit of a job."""
        return self.of_jobs.get(name, self.usual)


_limits = [Limits()]


def use_limits(usual: timedelta, of_jobs: Mapping[str, timedelta]) -> None:
    """Take the installation's limits; called once when the application starts."""
    _limits[:] = [Limits(usual.total_seconds(), {name: one.total_seconds() for name, one in of_jobs.items()})]


@dataclass(frozen=True)
class Work:
    """What a job is given: transactions, the key it was put on the queue with, and readings."""

    begin: Transaction
    key: str
    read: Transaction | None = None

    def transaction(self) -> AbstractContextManager[Session]:
        """Return a context that gives a session, and keeps what was written in it when it ends well."""
        return self.begin()

    def reading(self) -> AbstractContextManager[Session]:
        """Return a context that gives a session for reading alone: it waits for no writer, and no writer for it."""
        return (self.read or self.begin)()


Step = Callable[..., None]
CaseOf = Callable[..., UUID | None]


@dataclass
class Job:
    """A job as it was registered; its steps run in turn."""

    name: str
    title: str
    attempts: int
    pause_seconds: float
    case_of: CaseOf | None
    steps: list[Step] = field(default_factory=list)

    @property
    def limit_seconds(self) -> float:
        """How long a run of the job may wait and work before a person hears of it."""
        return _limits[0].of(self.name)

    def pause(self, attempt: int) -> float:
        """Return how many seconds to wait after this attempt: each time twice as long."""
        return float(self.pause_seconds * 2 ** (attempt - 1))


_jobs: dict[str, Job] = {}
_schedules: dict[str, str] = {}


def job(
    name: str,
    *,
    title: str,
    attempts: int = 5,
    pause_seconds: float = 1,
    case_of: CaseOf | None = None,
) -> Callable[[Step], Step]:
    """Register the function `(work: Work, *args) -> None` below as a job.

    It runs at least once: after a crash, or when a machine is thought dead, it runs again from its start, so
    everything it does must be idempotent. When it raises, it is tried again after a pause that doubles each
    time; after the last attempt it becomes a `Trouble` named by the Chinese title, a task for a person.
    `case_of(session, *args)` says which case that task belongs to. A run that has waited and worked for longer
    than the installation's limit becomes a `Trouble` too, though it goes on. Raises JobFaulty for a name taken.
    """

    def register(step: Step) -> Step:
        if name in _jobs:
            raise JobFaulty(f"任务“{name}”登记了两次。")
        _jobs[name] = Job(name, title, attempts, pause_seconds, case_of, [step])
        return step

    return register


def then(name: str) -> Callable[[Step], Step]:
    """Register the function below as the next step of a job.

    It is given the same arguments. A step that has ended is not run again, whatever happens to the later
    ones. Raises JobUnknown when there is no such job.
    """

    def register(step: Step) -> Step:
        if name not in _jobs:
            raise JobUnknown(name)
        _jobs[name].steps.append(step)
        return step

    return register


def every(when: int | str, name: str) -> None:
    """Run a job by the clock of Shanghai, once over all workers: every so many seconds, or as a cron line says.

    The job is given no arguments. What fell due while no worker ran is not made up for. Seconds must
    divide a minute, an hour or a day evenly; a cron line may have the seconds in front. Raises JobFaulty.
    """
    line = _line(when) if isinstance(when, int) else when
    if not croniter.is_valid(line, second_at_beginning=True):
        raise JobFaulty(f"任务“{name}”的执行时间“{line}”无法识别。")
    _schedules[name] = line


def find(name: str) -> Job:
    """Return the job of that name; for a name that nobody registered, one that gives up at once with JobUnknown."""

    def refuse(_work: Work, *_args: object) -> None:
        raise JobUnknown(name)

    return _jobs.get(name) or Job(name, name, attempts=1, pause_seconds=0, case_of=None, steps=[refuse])


def shortest_limit() -> float:
    """Return the seconds below which no run of any job is overdue."""
    return min((job.limit_seconds for job in _jobs.values()), default=_limits[0].usual)


def schedules() -> dict[str, str]:
    """Return the cron line of each job that runs by the clock. Raises JobFaulty for one without a job."""
    if missing := _schedules.keys() - _jobs.keys():
        raise JobFaulty(f"定时任务“{'、'.join(sorted(missing))}”没有登记。")
    return dict(_schedules)


def _line(seconds: int) -> str:
    """Return the cron line, seconds in front, of a period."""
    for unit, longer, line in (
        (1, MINUTE, "*/{} * * * * *"),
        (MINUTE, HOUR, "0 */{} * * * *"),
        (HOUR, DAY, "0 0 */{} * * *"),
    ):
        if seconds >= unit and seconds % unit == 0 and longer % seconds == 0 and seconds < longer:
            return line.format(seconds // unit)
    raise JobFaulty(f"每 {seconds} 秒执行一次的任务不能均分一分钟、一小时或一天。")
