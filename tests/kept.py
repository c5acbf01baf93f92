"""What a test process makes for a whole release is kept under the release's digest, for the processes after it."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from config import ROOT
from workflows.proofs import release_digest

FOLDER = ROOT / "var" / "made-for-tests"
MOST_KEPT = 4


def kept(name: str, make: Callable[[Path], Path], folder: Path, kept_in: Path = FOLDER) -> Path:
    """Return a file that `make` makes in a folder, or has made for this very release; copy it, do not change it.

    Of a release whose files are just being changed nothing is kept.
    """
    digest = release_digest()
    if digest is None:
        return make(folder)
    known = kept_in / f"{digest[:32]}-{name}"
    if not known.is_file():
        _keep(make(folder), known)
    return known


def _keep(made: Path, known: Path) -> None:
    """Give the file its name when it is whole; another process may do so at the same time."""
    known.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=known.parent, prefix="part-")
    os.close(handle)
    shutil.copy(made, part)
    Path(part).replace(known)
    for old in sorted(known.parent.glob("*-*"), key=os.path.getmtime)[:-MOST_KEPT]:
        old.unlink(missing_ok=True)
