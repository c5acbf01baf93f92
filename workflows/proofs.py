"""What was checked once and found sound, kept by a digest of all that was looked at, so that it is not done again.

A proof is an empty file. Its name is a keyed hash of what was checked, of every file of this release, and of the
libraries: another release, another checker, another installation or a forger would give it another name.
"""

import hashlib
import hmac
import logging
import os
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from workflows import keyring

ROOT = Path(__file__).parents[1]
RELEASE = ("config.py", "workflows", "forms", "webapp", "migrations")
UNREAD = frozenset({"__pycache__", "static"})
"""Folders that no check looks into."""
MOST_KEPT = 64
STARTED = 19
"""The place, behind the name, at which /proc/self/stat says after how many ticks of the machine we began."""

_folder: list[Path] = []
_log = logging.getLogger(__name__)


def keep_in(folder: Path | None) -> None:
    """Take the installation's folder for proofs; without one everything is checked. Called when a process starts."""
    _folder[:] = [folder] if folder else []


def once(what: str, check: Callable[[], None]) -> None:
    """Carry out a check, unless it has ended well before on this very release. Raises what the check raises.

    A folder that cannot be read or written costs time and nothing else.
    """
    proof = _proof(what)
    if proof is not None and proof.is_file():
        return
    check()
    if proof is not None:
        _keep(proof)


def _proof(what: str) -> Path | None:
    """Return where the proof of a check lies; None where none may be trusted or kept."""
    release = release_digest() if _folder else None
    if release is None:
        return None
    name = hmac.new(keyring.key("proofs"), f"{what} {release}".encode(), hashlib.sha256)
    return _folder[0] / name.hexdigest()


def _keep(proof: Path) -> None:
    try:
        proof.parent.mkdir(parents=True, exist_ok=True)
        proof.touch(mode=0o600)
        kept = sorted(proof.parent.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
        for old in kept[MOST_KEPT:]:
            old.unlink(missing_ok=True)
    except OSError as fault:
        _log.warning("What was checked cannot be kept, so each start checks it again: %s", fault)


@cache
def release_digest() -> str | None:
    """Return a digest of this release as this process runs it.

    None when files were changed since the process began, for it may have loaded others than are there now.
    """
    libraries = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    digest, youngest = hashlib.sha256(f"{sys.version} {libraries}".encode()), 0.0
    try:
        for path in sorted(_files()):
            youngest = max(youngest, path.stat().st_ctime)
            digest.update(f"{path} ".encode() + hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest() if youngest < _began() - 1 else None
    except OSError as fault:
        _log.warning("The files of this release cannot be read through, so all is checked: %s", fault)
        return None


def _files() -> Iterator[Path]:
    for part in RELEASE:
        found = [ROOT / part, *(ROOT / part).rglob("*")]
        yield from (path for path in found if path.is_file() and UNREAD.isdisjoint(path.parts))


def _began() -> float:
    """Return the instant at which this process began, in seconds as files are stamped."""
    ticks = int(Path("/proc/self/stat").read_text("utf-8").rpartition(")")[2].split()[STARTED])
    age = time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    return time.time() - age
