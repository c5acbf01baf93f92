"""Import of the penalty decisions that authorities report for double publicity (双公示)."""

from workflows.importing.limits import Limits
from workflows.importing.rejects import rejects_file
from workflows.importing.runs import Recorder, advance, begin, give_up

__all__ = ["Limits", "Recorder", "advance", "begin", "give_up", "rejects_file"]
