"""Import of files: penalty decisions reported for double publicity (双公示), changes of registered parties."""

from workflows.importing.opening import open_file
from workflows.importing.rejects import rejects_file
from workflows.importing.report import report
from workflows.importing.runs import Recorder, advance, begin, give_up, map_titles
from workflows.sheets.limits import Limits

__all__ = [
    "Limits",
    "Recorder",
    "advance",
    "begin",
    "give_up",
    "map_titles",
    "open_file",
    "rejects_file",
    "report",
]
