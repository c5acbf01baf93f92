"""Has a file read by a child process that is limited in time, processor and memory, and knows no secret of ours."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from workflows.errors import UnreadableFile
from workflows.sheets.formats import FileFormat
from workflows.sheets.limits import Limits
from workflows.sheets.reading import Plain, Sought

_ROOT = Path(__file__).parents[2]
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH")


class ReadingExceeded(Exception):
    """A file whose reading took more time, processor or memory than it may."""


def read_apart(
    content: bytes, file_format: FileFormat, sought: Sought, limits: Limits, *, whole: bool
) -> Plain:
    """Return a file as plain lines, as `reading.read` does, read by a child.

    Raises UnreadableFile with the reason, and ReadingExceeded.
    """
    request = {
        "limits": asdict(limits),
        "titles": sorted(sought.titles),
        "enough": sought.enough,
        "format": file_format.value,
        "whole": whole,
    }
    answer = _asked(json.dumps(request).encode() + b"\n" + content, limits)
    head, _, packed = answer.partition(b"\n")
    told = json.loads(head)
    if "refused" in told:
        raise UnreadableFile(told["refused"])
    return Plain(**told, packed=packed)


def _asked(request: bytes, limits: Limits) -> bytes:
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    try:
        child = subprocess.run(
            [sys.executable, "-m", "workflows.sheets.reading"],
            input=request,
            capture_output=True,
            timeout=limits.seconds,
            cwd=_ROOT,
            env=environment,
            check=True,
        )
    except (subprocess.SubprocessError, BrokenPipeError) as problem:
        raise ReadingExceeded from problem
    return child.stdout
