"""The worker program: runs jobs and schedules until it is told to stop, and stands in for workers that died."""

import logging
from threading import Event

from dbos import DBOS, DBOSConfig
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from workflows.clock import SHANGHAI
from workflows.errors import LeaseLost, WorkerRunsAlready
from workflows.jobs import lease, registry
from workflows.jobs.client import APPLICATION, SERIALIZER
from workflows.jobs.lease import Holder
from workflows.jobs.leftovers import forget_ticks, report_lost
from workflows.jobs.overdue import report_overdue
from workflows.jobs.registry import Transaction
from workflows.jobs.run import JOBS, SCHEDULED
from workflows.jobs.running import tick, work_with
from workflows.jobs.stranded import Strays
from workflows.jobs.tables import SCHEMA, address
from workflows.jobs.takeover import resume_runs_of, take_over
from workflows.models import WorkerLease

# The engine takes up only runs of its own version. Raise it when runs begun before can not be ended any more.
VERSION = "casework-1"
SECONDS_TO_FINISH = 2
# What a statement was given is nobody's to read in a log.
ENGINE_OPTIONS = {"hide_parameters": True}

_log = logging.getLogger(__name__)


def run(
    database: Engine | str,
    transaction: Transaction,
    *,
    executor_id: str,
    stop: Event,
    concurrency: int = 4,
    polling: float = 0.5,
    lease_seconds: float = 60,
    reading: Transaction | None = None,
) -> None:
    """Run jobs until `stop` is set; import the modules that register jobs first.

    `executor_id` names this worker, is the same after each restart and no other's: by it the worker finds
    what it had begun. `concurrency` jobs run at once; the queue is looked at every `polling` seconds. A
    worker silent for `lease_seconds` is thought dead, so they must be longer than any pause of its machine.
    It ends within seconds of `stop`; a step that still runs then is begun anew by whoever takes it up.
    Jobs that only read do so in `reading`, where it is given.
    Raises WorkerRunsAlready, LeaseLost when it was itself thought dead, and JobFaulty.
    """
    schedules = registry.schedules()
    holder = Holder(executor_id, lease.this_process(), lease_seconds)
    if not _joined(transaction, holder, stop):
        return
    try:
        work_with(transaction, reading)
        _launch(address(database) if isinstance(database, Engine) else database, executor_id)
        _register(schedules, concurrency, polling)
        _attend(transaction, holder, stop)
    finally:
        DBOS.destroy(workflow_completion_timeout_sec=SECONDS_TO_FINISH)
        with transaction() as session:
            lease.release(session, holder)


def _joined(begin: Transaction, holder: Holder, stop: Event) -> bool:
    """Take the worker's lease, never while its jobs are being given away; return False when told to stop."""
    while not stop.is_set():
        with lease.watch(begin, holder) as ours:
            if ours:
                _take_own_lease(begin, holder)
                return True
        stop.wait(holder.seconds / 20)
    return False


def _take_own_lease(begin: Transaction, holder: Holder) -> None:
    with begin() as session:
        if lease.take(session, holder):
            return
        other = session.get_one(WorkerLease, holder.executor_id)
        raise WorkerRunsAlready(f"{holder.executor_id}（{other.host}）")


def _launch(url: str, executor_id: str) -> None:
    config = DBOSConfig(
        name=APPLICATION,
        system_database_url=url,
        dbos_system_schema=SCHEMA,
        executor_id=executor_id,
        application_version=VERSION,
        serializer=SERIALIZER,
        run_migrations=False,
        db_engine_kwargs=ENGINE_OPTIONS,
        log_level="WARNING",
    )
    DBOS(config=config)
    DBOS.launch()


def _register(schedules: dict[str, str], concurrency: int, polling: float) -> None:
    for queue in (JOBS, SCHEDULED):
        DBOS.register_queue(
            queue,
            worker_concurrency=concurrency,
            polling_interval_sec=polling,
            on_conflict="always_update",
        )
    DBOS.apply_schedules(
        [
            {
                "schedule_name": name,
                "workflow_fn": tick,
                "schedule": line,
                "context": {"job": name, "line": line},
                "automatic_backfill": False,
                "cron_timezone": SHANGHAI.key,
            }
            for name, line in schedules.items()
        ]
    )
    for former in DBOS.list_schedules():
        if former["schedule_name"] not in schedules:
            DBOS.delete_schedule(former["schedule_name"])


def _attend(begin: Transaction, holder: Holder, stop: Event) -> None:
    """Renew the lease, look after the own and the dead, six times a lease, until told to stop."""
    strays = Strays(holder.executor_id)
    while not stop.wait(holder.seconds / 6):
        try:
            _renew(begin, holder)
            strays.take_up()
            with lease.watch(begin, holder) as ours:
                if ours:
                    _look_after_the_others(begin, holder)
        except DBAPIError:
            # While the database is away nobody can take over from us; when it is back we see who we are.
            _log.warning("The database did not answer; the worker goes on trying.", exc_info=True)


def _look_after_the_others(begin: Transaction, holder: Holder) -> None:
    take_over(begin, holder, resume_runs_of)
    report_lost(begin)
    report_overdue(begin)
    forget_ticks()


def _renew(begin: Transaction, holder: Holder) -> None:
    with begin() as session:
        if not lease.renew(session, holder):
            raise LeaseLost
