"""The version of the law: a short digest over all that applies, and what exactly it stands for."""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from workflows import clock
from workflows.errors import LawUnknown
from workflows.law import settings
from workflows.law.answers import plain
from workflows.law.files import FOLDER, law_files, release
from workflows.law.open_questions import parameters
from workflows.law.workdays import announced_years, calendar_version

_SHORT = 12


@dataclass(frozen=True)
class Applied:
    """What a version of the law stands for: the answers and calendars in force, and the files as a ZIP archive."""

    version: str
    day: date
    content: dict[str, Any]
    files: bytes


def law_version(on: date | None = None) -> str:
    """Return the digest of the law of a day (today when none is given), which is written into what it decides.

    It changes with any byte of the files, with any answer from the day on which it counts, and with any calendar.
    """
    return _version(settings.current(), on or clock.today())


def applied(version: str) -> Applied:
    """Return what a version stands for. Raises LawUnknown for one that this process has not used."""
    try:
        entered, day = _used[version]
    except KeyError:
        raise LawUnknown(f"法规版本 {version}") from None
    with settings.supposing(entered):
        return Applied(version, day, _content(entered, day), _archive())


_used: dict[str, tuple[settings.Entered, date]] = {}


@lru_cache(maxsize=64)
def _version(entered: settings.Entered, day: date) -> str:
    added = settings.digest_until(entered, day)
    version = hashlib.sha256(f"{release()}{added}".encode()).hexdigest()[:_SHORT] if added else release()
    _used.setdefault(version, (entered, day))
    return version


def _content(entered: settings.Entered, day: date) -> dict[str, Any]:
    return {
        "release": release(),
        "calendar_version": calendar_version(),
        "parameters": {key: plain(each.value) for key, each in parameters(day).items()},
        "settings": [
            {
                "key": one.key,
                "value": one.value,
                "from_day": str(one.from_day),
                "confirmed_by": one.confirmed_by,
            }
            for one in entered.until(day)
        ],
        "calendars": {str(known.year): _off(known.holidays) for known in announced_years()},
    }


def _off(holidays: tuple[Any, ...]) -> dict[str, list[str]]:
    return {
        "off": [str(day) for holiday in holidays for day in holiday.days_off()],
        "worked": [str(day) for holiday in holidays for day in holiday.worked],
    }


@cache
def _archive() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in law_files():
            entry = zipfile.ZipInfo(
                str(path.relative_to(FOLDER))
            )  # a fixed date: the same law, the same bytes
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return held.getvalue()
