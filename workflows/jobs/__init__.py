"""Work that is done after the answer is given: the one place that knows the job engine."""

from workflows.jobs.queueing import enqueue
from workflows.jobs.registry import Work, every, job, then, use_limits
from workflows.jobs.run import Plain
from workflows.jobs.tables import is_ours, prepare
from workflows.jobs.trouble import retry
from workflows.jobs.watching import alarm_of_clock, workers_alive

__all__ = [
    "Plain",
    "Work",
    "alarm_of_clock",
    "enqueue",
    "every",
    "is_ours",
    "job",
    "prepare",
    "retry",
    "then",
    "use_limits",
    "workers_alive",
]
