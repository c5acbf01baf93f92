"""Work that is done after the answer is given: the one place that knows the job engine."""

from workflows.jobs.queueing import enqueue
from workflows.jobs.tables import is_ours, prepare

__all__ = ["enqueue", "is_ours", "prepare"]
