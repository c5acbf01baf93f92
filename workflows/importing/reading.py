"""A file that is being read part by part, at the place where the committed counts say it stands."""

import gzip
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, Self

from workflows.importing.header import Header


class Line(NamedTuple):
    """One line of a file: its number as a spreadsheet shows it, and its cells."""

    number: int
    cells: list[str]


def lines_of(packed: bytes) -> Iterator[Line]:
    """Yield the lines of a file that was taken apart."""
    with gzip.GzipFile(fileobj=io.BytesIO(packed)) as lines:
        for line in lines:
            number, cells = json.loads(line)
            yield Line(number, cells)


@dataclass
class Reading:
    """An opened file: its header, the lines that follow, and how many of them were taken."""

    header: Header
    lines: Iterator[Line]
    taken: int = 0

    @classmethod
    def open(cls, packed: bytes, header: Header) -> Self:
        """Return the file at its first line."""
        return cls(header, lines_of(packed))

    def take(self, count: int) -> list[Line]:
        """Return the next lines, fewer than asked for only at the end of the file."""
        lines = list(islice(self.lines, count))
        self.taken += len(lines)
        return lines

    def skip_to(self, place: int, step: int) -> None:
        """Pass over lines until as many as `place` are taken."""
        while self.taken < place and self.take(min(step, place - self.taken)):
            pass


class Bookmark:
    """The one file that this process read last, so that the next part goes on without reading from the start.

    It is only a shortcut: a bookmark that is not where the database says the import stands is thrown away.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[int, str], Reading] = {}

    def take(self, run: tuple[int, str], done: int) -> Reading | None:
        """Return the reading of a run when it stands exactly there; nobody else can take it meanwhile."""
        reading = self._kept.pop(run, None)
        return reading if reading and reading.taken == done else None

    def keep(self, run: tuple[int, str], reading: Reading) -> None:
        """Keep this reading, and no other."""
        self._kept.clear()
        self._kept[run] = reading
