"""The engine room: SpiffWorkflow behind a few words, knowing diagrams and states but no database."""

from workflows.engine.process import DrawnTask, Process, faults, load_processes, process_from_source
from workflows.engine.run import OpenTask, Run
from workflows.engine.script import Hands

__all__ = [
    "DrawnTask",
    "Hands",
    "OpenTask",
    "Process",
    "Run",
    "faults",
    "load_processes",
    "process_from_source",
]
