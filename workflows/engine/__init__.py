"""The engine room: SpiffWorkflow behind a few words, knowing diagrams and states but no database."""

from workflows.engine.process import (
    DrawnTask,
    Process,
    faults,
    load_earlier,
    load_processes,
    process_from_source,
)
from workflows.engine.run import OpenTask, Run
from workflows.engine.script import Hands
from workflows.engine.transfer import Renaming

__all__ = [
    "DrawnTask",
    "Hands",
    "OpenTask",
    "Process",
    "Renaming",
    "Run",
    "faults",
    "load_earlier",
    "load_processes",
    "process_from_source",
]
