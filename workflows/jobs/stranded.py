"""Runs that this worker has claimed, as the database says, but that no thread of it holds.

The engine claims a run in one transaction and starts its thread afterwards. When the answer to the claim is lost,
because the database ended in between, nobody would run it for as long as this worker lives.
"""

import logging

from workflows.jobs.running import held_here
from workflows.jobs.takeover import begun_by, put_back

_log = logging.getLogger(__name__)


class Strays:
    """Finds the stranded runs of one worker; looked for in turns, so that a run just claimed finds its thread."""

    def __init__(self, executor_id: str) -> None:
        """Begin with nothing seen."""
        self._executor_id = executor_id
        self._seen: frozenset[tuple[str, int | None]] = frozenset()

    def take_up(self) -> None:
        """Put back on its queue what no thread held at the last look and none holds now, claimed once only."""
        begun = begun_by(self._executor_id)
        held = held_here()
        unheld = {
            (found.workflow_id, found.dequeued_at): found for found in begun if found.workflow_id not in held
        }
        stranded = unheld.keys() & self._seen
        self._seen = frozenset(unheld)
        if stranded:
            _log.warning("Taking up runs that nobody holds: %s", sorted(name for name, _ in stranded))
            put_back(unheld[claim] for claim in stranded)
