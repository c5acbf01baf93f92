"""Which characters the papers' fonts have, as the font library says of which the printing child takes them.

Asked before anything is kept, because a paper that was signed, numbered and served can never be printed otherwise.
"""

import os
import subprocess
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from workflows.errors import FontsUnknown

_FONTS = Path(__file__).parents[1] / "var" / "fonts.conf"
# The child gets no secret of ours: only what finds Python's libraries, the fonts and a place for their cache.
_ENVIRONMENT = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "XDG_CACHE_HOME",
    "FONTCONFIG_FILE",
)
# What needs no shape of its own: breaks and tabs, signs that only join or direct, variation selectors.
SHAPELESS = frozenset({"Cc", "Cf"})
SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))


class Characters:
    """Many characters as a few spans: a set of them all would take eight megabytes of each process."""

    def __init__(self, spans: Collection[tuple[int, int]]) -> None:
        """Take the first and last number of each span; they may overlap."""
        self._firsts = sorted({first for first, _ in spans})
        furthest = dict.fromkeys(self._firsts, -1)
        for first, last in spans:
            furthest[first] = max(furthest[first], last)
        self._lasts = list(accumulate((furthest[first] for first in self._firsts), max))

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._firsts)

    def __contains__(self, character: str) -> bool:
        """Whether a character is one of them."""
        place = bisect_right(self._firsts, ord(character)) - 1
        return place >= 0 and ord(character) <= self._lasts[place]


@cache
def printable() -> Characters:
    """Return every character that some font of this machine has. Raises FontsUnknown when none can be asked for."""
    command = ["fc-list", "--format", "%{charset}\n"]
    try:
        listed = subprocess.run(  # noqa: S603  # our own words only
            command, capture_output=True, text=True, check=True, env=environment(os.environ)
        )
    except (OSError, subprocess.CalledProcessError) as fault:
        raise FontsUnknown from fault
    found = Characters({_span(span) for line in set(listed.stdout.splitlines()) for span in line.split()})
    if not found:
        raise FontsUnknown
    return found


def _span(span: str) -> tuple[int, int]:
    """Return the first and last of a span as the font library writes it: 4e00-9fa5, or one alone."""
    first, _, last = span.partition("-")
    return int(first, 16), int(last or first, 16)


def unprintable(value: Any) -> list[str]:
    """Return the characters that no font has in a text, or in the texts of a list or table, each once."""
    found = dict.fromkeys("".join(_texts(value)))
    return [one for one in found if not _has_shape(one)]


def sentence(characters: list[str]) -> str:
    """Return what to tell a person who typed these characters, and what he can do."""
    return (
        f"字库中没有{named(characters)}，文书印不出来。请改用其他写法，或者请系统管理员安装有这个字的字体。"
    )


def named(characters: list[str]) -> str:
    """Return characters with their numbers, because who cannot see one must still find it."""
    return "、".join(f"“{one}”（U+{ord(one):04X}）" for one in characters)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _texts(one)


def _has_shape(character: str) -> bool:
    if character in printable() or character in SELECTORS:
        return True
    return unicodedata.category(character) in SHAPELESS


def environment(ours: Mapping[str, str]) -> dict[str, str]:
    """Return what the printing child is given of our environment; it finds the fonts by it."""
    kept = {name: ours[name] for name in _ENVIRONMENT if name in ours}
    return {"FONTCONFIG_FILE": str(_FONTS), **kept} if _FONTS.exists() else kept
