"""A file that is being read part by part, at the place where the committed counts say it stands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Self

from workflows.errors import UnreadableFile
from workflows.importing.formats import FileFormat
from workflows.importing.header import Header
from workflows.importing.limits import Limits
from workflows.importing.lines import Line, lines_of


@dataclass
class Reading:
    """An opened file: its header, the lines that follow, and how many of them were taken."""

    header: Header
    lines: Iterator[Line]
    taken: int = 0

    @classmethod
    def open(cls, content: bytes, file_format: FileFormat, limits: Limits) -> Self:
        """Return the file with its header read; raises UnreadableFile when that cannot be."""
        lines = lines_of(content, file_format, limits)
        first = next(lines, None)
        if first is None:
            raise UnreadableFile("文件里没有任何内容。请上传双公示行政处罚文件。")
        return cls(Header.read(first.cells), lines)

    def take(self, count: int) -> list[Line]:
        """Return the next lines, fewer than asked for only at the end of the file."""
        lines = list(islice(self.lines, count))
        self.taken += len(lines)
        return lines

    def skip_to(self, place: int, step: int) -> None:
        """Pass over lines until as many as `place` are taken."""
        while self.taken < place and self.take(min(step, place - self.taken)):
            pass

    def count(self, limits: Limits, see: Callable[[list[Line]], None]) -> int:
        """Read to the end, show what was read, and return how many lines there are.

        Raises UnreadableFile when there are none or too many.
        """
        while lines := self.take(limits.part):
            see(lines)
            if self.taken > limits.rows:
                raise UnreadableFile(f"文件超过 {limits.rows} 行，请分成几个文件。")
        if not self.taken:
            raise UnreadableFile("文件只有表头，没有处罚记录。请核对是否选错了文件。")
        return self.taken


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
