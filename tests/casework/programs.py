"""Programs that a test starts to kill them, or to have them work beside it."""

import subprocess
import sys
import time
from contextlib import contextmanager

from tests.calendar import START


@contextmanager
def started(role, url, file, *places, instant=START):
    """Start the program, and see that nothing of it stays."""
    command = [sys.executable, "-m", "tests.casework.mortal", role, url, instant, str(file), *places]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


def until(office, happened, seconds=60):
    give_up = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < give_up, "it did not happen in time"
        time.sleep(0.1)
