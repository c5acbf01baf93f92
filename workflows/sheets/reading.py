"""Reads one file into plain lines, under limits; run as a child, so that no file can harm whoever waits for it.

Run as `python -m workflows.sheets.reading`: the request is one line of JSON, the file follows; the answer is one
line of JSON, and the lines follow, packed. A file that breaks the limits ends this process; that too is an answer.
"""

import gzip
import io
import json
import resource
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from workflows.errors import UnreadableFile
from workflows.sheets.csv_lines import csv_rows
from workflows.sheets.formats import FileFormat
from workflows.sheets.limits import Limits
from workflows.sheets.marks import MERGED
from workflows.sheets.workbook import Workbook

SPEED_OVER_SIZE = 1


@dataclass(frozen=True)
class Sought:
    """By what a header is known: the titles, as `title_key` writes them, and how many of them are enough."""

    titles: frozenset[str]
    enough: int

    def is_header(self, cells: Sequence[str]) -> bool:
        """Tell whether a row is the header that is looked for, be it faulty."""
        return len({title_key(cell) for cell in cells} & self.titles) >= self.enough


@dataclass(frozen=True)
class Plain:
    """A file as plain lines: those above the header, the header, and packed the lines that follow."""

    titles: list[str]
    above: int
    count: int
    remarks: list[str] = field(default_factory=list)
    packed: bytes = b""


def title_key(title: str) -> str:
    """Return a title as it is compared: half-width, upper case, without spaces and marks of a form."""
    plain = unicodedata.normalize("NFKC", title).upper().removesuffix("(必填)").removesuffix("(选填)")
    return "".join(sign for sign in plain if sign.isalnum() or sign in "_()、-/+.")


def read(content: bytes, file_format: FileFormat, sought: Sought, limits: Limits, *, whole: bool) -> Plain:
    """Return a file as plain lines; without `whole`, or when there is no header, only its titles.

    Raises UnreadableFile with the reason.
    """
    rows, remarks = _rows(content, file_format, sought, limits, whole=whole)
    above, titles = _header(rows, sought, limits)
    if not sought.is_header(titles):
        return Plain(titles, 0, 0)
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=SPEED_OVER_SIZE, mtime=0) as lines:
        count = 0
        for line in _lines(rows, limits):
            count += 1
            if not whole:
                break
            lines.write(line)
    if not count:
        raise UnreadableFile("文件只有表头，没有一行内容。请核对是否选错了文件。")
    if above:
        remarks.append(f"表头以上的 {above} 行没有导入。")
    return Plain(titles, above, count, remarks, packed.getvalue())


def _rows(
    content: bytes, file_format: FileFormat, sought: Sought, limits: Limits, *, whole: bool
) -> tuple[Iterator[tuple[int, list[str]]], list[str]]:
    if file_format is FileFormat.XLSX:
        rows, remarks = Workbook(content, limits).rows(sought.is_header, whole=whole)
    else:
        rows, remarks = csv_rows(content, file_format, limits), []
    return ((number, cells) for number, cells in rows if any(map(_says_anything, cells))), remarks


def _says_anything(cell: str) -> bool:
    """Tell whether a cell has content of its own: a merged region says everything in its first row."""
    return bool(cell) and not cell.isspace() and not cell.startswith(MERGED)


def _header(rows: Iterator[tuple[int, list[str]]], sought: Sought, limits: Limits) -> tuple[int, list[str]]:
    """Return how many lines lie above the header, and its titles; where there is none, the first line."""
    first: list[str] = []
    for place, (_, cells) in enumerate(rows):
        first = first or cells
        if sought.is_header(cells):
            return place, cells
        if place + 1 == limits.head:
            break
    if not first:
        raise UnreadableFile("文件里没有任何内容。请核对是否选错了文件。")
    return 0, first


def _lines(rows: Iterator[tuple[int, list[str]]], limits: Limits) -> Iterator[bytes]:
    length = 0
    for count, row in enumerate(rows, start=1):
        line = json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")
        length += len(line)
        if count > limits.rows:
            raise UnreadableFile(f"文件超过 {limits.rows} 行，请分成几个文件。")
        if length > limits.text:
            raise UnreadableFile(f"文件的内容超过 {limits.text // 2**20} MB，请分成几个文件。")
        yield line + b"\n"


def main() -> None:
    """Answer one request."""
    request = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**request["limits"])
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds))
    sought = Sought(frozenset(request["titles"]), request["enough"])
    content = sys.stdin.buffer.read()
    try:
        plain = read(content, FileFormat(request["format"]), sought, limits, whole=request["whole"])
    except UnreadableFile as refusal:
        _answer({"refused": refusal.detail}, b"")
    else:
        head = {"titles": plain.titles, "above": plain.above, "count": plain.count, "remarks": plain.remarks}
        _answer(head, plain.packed)


def _answer(head: dict[str, object], packed: bytes) -> None:
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + packed)


if __name__ == "__main__":
    main()
