"""A workbook (.xlsx, also of the strict kind): its parts, and which of its sheets is the one that is wanted."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import IO

from workflows.errors import UnreadableFile
from workflows.sheets.formats import PROTECTED
from workflows.sheets.limits import Limits
from workflows.sheets.numbers import day_styles
from workflows.sheets.sheet import Book, Row, merged_regions, sheet_rows
from workflows.sheets.texts import shared_texts
from workflows.sheets.unseen import TRUE, Unseen
from workflows.sheets.xml import DAMAGED, Handler, local, parsed

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    IndexError,
    NotImplementedError,
    OverflowError,
)
ENCRYPTED = 1
Wanted = Callable[[Sequence[str]], bool]
"""Tells whether a line is the header of the sheet that is wanted."""


@dataclass(frozen=True)
class Named:
    """A sheet as the workbook lists it: its name, where its part lies, and whether people see it."""

    name: str
    part: str
    hidden: bool


class Relations(Handler):
    """What a part of the package refers to: id, kind and place."""

    def __init__(self, folder: str) -> None:
        self.found: dict[str, tuple[str, str]] = {}
        self._folder = folder

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note one relation."""
        if name == "Relationship":
            place = posixpath.join(f"/{self._folder}", attributes.get("Target", ""))
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id", "")] = (kind, posixpath.normpath(place).lstrip("/"))

    def of(self, kind: str) -> str:
        """Return the place of the first relation of a kind, "" when there is none."""
        return next((place for found, place in self.found.values() if found == kind), "")


class Listing(Handler):
    """The workbook's own list of sheets, and from which year its days are counted."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.since_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note a sheet, or the year."""
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), relation, hidden))
        elif name == "workbookPr":
            self.since_1904 = local(attributes, "date1904") in TRUE


class Workbook:
    """An opened workbook. Raises UnreadableFile when it is none, or holds more than a file may."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._limits = limits
        with damage_is_told():
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            self._check(self._zip.infolist())
            self._open()

    def rows(self, wanted: Wanted, *, whole: bool) -> tuple[Iterator[Row], list[str]]:
        """Return the rows of the sheet that is wanted, and what a person should know of it and of the others.

        What the sheet hides is only known once its rows have been taken.
        Without `whole` merged cells are not looked for, which lie behind all rows.
        """
        with damage_is_told():
            sheet, remarks = self._chosen(wanted)
            return self._told(sheet, remarks, whole=whole), remarks

    def _check(self, parts: list[zipfile.ZipInfo]) -> None:
        if any(part.flag_bits & ENCRYPTED for part in parts):
            raise UnreadableFile(PROTECTED)
        if sum(part.file_size for part in parts) > self._limits.unpacked_bytes:
            megabytes = self._limits.unpacked_bytes // 2**20
            raise UnreadableFile(f"工作簿解开后超过 {megabytes} MB，请分成几个文件。")

    def _open(self) -> None:
        main = self._relations("_rels/.rels", "").of("officeDocument")
        if not main.endswith(".xml"):
            raise UnreadableFile(DAMAGED)
        folder, name = posixpath.split(main)
        relations = self._relations(f"{folder}/_rels/{name}.rels", folder)
        listing = Listing()
        self._read(main, listing)
        self._sheets = [
            Named(title, relations.found[relation][1], hidden)
            for title, relation, hidden in listing.sheets
            if relations.found.get(relation, ("", ""))[0] == "worksheet"
        ]
        if not self._sheets:
            raise UnreadableFile("工作簿里没有任何工作表，请核对是否选错了文件。")
        texts, styles = relations.of("sharedStrings"), relations.of("styles")
        self._book = Book(
            texts=shared_texts(self._part(texts), self._limits) if texts else [],
            days=day_styles(self._part(styles)) if styles else frozenset(),
            since_1904=listing.since_1904,
        )

    def _chosen(self, wanted: Wanted) -> tuple[Named, list[str]]:
        """Return the one sheet with the wanted header, else the first, whose header then tells what is wrong.

        What people do not see is not imported behind their backs.
        """
        found = [sheet for sheet in self._sheets if self._is(sheet, wanted)]
        seen = [sheet for sheet in found if not sheet.hidden]
        if len(seen) > 1:
            raise UnreadableFile("工作簿里有不止一张这种表头的工作表，请每个文件只留一张。")
        if found and not seen:
            raise UnreadableFile(f"工作表“{found[0].name}”是隐藏的，请取消隐藏、核对内容后上传。")
        hidden = "、".join(f"“{sheet.name}”" for sheet in found if sheet.hidden)
        return (seen or self._sheets)[0], [f"隐藏的工作表{hidden}没有导入。"] if hidden else []

    def _is(self, sheet: Named, wanted: Wanted) -> bool:
        rows = islice(self._rows(sheet, whole=False), self._limits.head)
        return any(wanted(cells) for _, cells in rows)

    def _told(self, sheet: Named, remarks: list[str], *, whole: bool) -> Iterator[Row]:
        self._book = replace(self._book, unseen=Unseen())
        yield from self._rows(sheet, whole=whole)
        remarks += self._book.unseen.sentences()

    def _rows(self, sheet: Named, *, whole: bool) -> Iterator[Row]:
        with damage_is_told():
            regions = merged_regions(self._part(sheet.part), self._limits) if whole else []
            yield from sheet_rows(self._part(sheet.part), self._book, regions, self._limits)

    def _relations(self, part: str, folder: str) -> Relations:
        relations = Relations(folder)
        self._read(part.lstrip("/"), relations)
        return relations

    def _read(self, part: str, handler: Handler) -> None:
        for _ in parsed(self._part(part), handler):
            pass

    def _part(self, name: str) -> IO[bytes]:
        return self._zip.open(name)


@contextmanager
def damage_is_told() -> Iterator[None]:
    """Turn what the libraries say of a damaged file into words. Raises UnreadableFile."""
    try:
        yield
    except DAMAGE as problem:
        raise UnreadableFile(DAMAGED) from problem
