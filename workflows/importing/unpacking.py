"""A file is looked at when it comes in, and read apart by the worker, outside of any transaction."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from workflows.errors import TitlesUnknown, UnreadableFile
from workflows.importing.confirmed import confirmed_codes, doubtful_codes
from workflows.importing.kinds import FileKind
from workflows.importing.reading import lines_of
from workflows.importing.survey import Groups, Texts
from workflows.sheets.apart import ReadingExceeded, read_apart
from workflows.sheets.formats import FileFormat, format_of
from workflows.sheets.limits import AT_ONCE, Limits
from workflows.sheets.reading import Plain

Transaction = Callable[[], AbstractContextManager[Session]]
EXCEEDED = (
    "读取文件所需的时间或者内存超过限度，可能是格式异常。请用 Excel 打开，只保留有内容的行和列，另存后上传。"
)


@dataclass(frozen=True)
class Look:
    """What a first look at a file found: its format, its titles, and which of them nobody knows."""

    file_format: FileFormat
    titles: list[str]
    unknown: list[str]


def first_look(content: bytes, kind: FileKind, limits: Limits) -> Look:
    """Return what can be said of a file at once; one that takes longer is left to the worker.

    Raises UnreadableFile.
    """
    file_format = format_of(content, limits)
    quick = replace(limits, cpu_seconds=AT_ONCE.cpu_seconds, seconds=AT_ONCE.seconds)
    try:
        titles = read_apart(content, file_format, kind.layout.sought, quick, whole=False).titles
        kind.header(titles)
    except TitlesUnknown as asked:
        return Look(file_format, titles, asked.titles)
    except ReadingExceeded:
        return Look(file_format, [], [])
    return Look(file_format, titles, [])


@dataclass(frozen=True)
class Apart:
    """A file that was read apart, and which of its lines contradict each other."""

    plain: Plain
    conflicts: Groups


@dataclass(frozen=True)
class Closed:
    """A file as it came in: what it holds, its format, its kind, and what a person said of its titles."""

    content: bytes
    file_format: FileFormat
    kind: FileKind
    mapped: dict[str, str]


def taken_apart(file: Closed, limits: Limits, transaction: Transaction) -> Apart:
    """Return a file's lines, looked over. Raises UnreadableFile, TitlesUnknown among it, with the reason."""
    try:
        plain = read_apart(file.content, file.file_format, file.kind.layout.sought, limits, whole=True)
    except ReadingExceeded as exceeded:
        raise UnreadableFile(EXCEEDED) from exceeded
    survey = file.kind.survey(file.kind.header(plain.titles, file.mapped))
    survey.see(lines_of(plain.packed))

    def known(texts: Texts) -> frozenset[str]:
        if not any(doubtful_codes(texts)):
            return frozenset()
        with transaction() as session:
            return confirmed_codes(session, [texts])

    return Apart(plain, survey.conflicts(lines_of(plain.packed), known))
