"""The header row: which column stands where, under today's codes, the Chinese names or the codes of 2015."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from workflows.errors import UnreadableFile
from workflows.importing.columns import COLUMNS, IGNORED, IMPLIED, STANDARD, Column

ENOUGH = 5  # as many known columns make a file a penalty file, though a faulty one


def _key(title: str) -> str:
    return "".join(unicodedata.normalize("NFKC", title).replace("\ufeff", "").upper().split())


def _titles(column: Column) -> list[str]:
    return [column.code, column.name, *column.legacy]


KNOWN: Mapping[str, str] = {
    _key(title): column.code for column in COLUMNS.values() for title in _titles(column)
}
SKIPPED = frozenset(_key(title) for title in IGNORED)
IMPLYING: Mapping[str, str] = {_key(legacy): legacy for legacy in IMPLIED}


@dataclass(frozen=True)
class Header:
    """A header row that was understood: for each column of the standard, where it stands in a line."""

    titles: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    unnamed: frozenset[int]
    implying: Mapping[int, str]

    @classmethod
    def read(cls, cells: Sequence[str]) -> Self:
        """Return the header that the cells make; raises UnreadableFile with everything wrong in it."""
        _check_kind(cells)
        header = cls._placed(cells)
        faults = [*_doubled(header), *_unknown(cells), *_missing(header)]
        if faults:
            raise UnreadableFile("表头有误：" + "；".join(faults) + "。")
        return header

    @classmethod
    def _placed(cls, cells: Sequence[str]) -> Self:
        places: dict[str, tuple[int, ...]] = defaultdict(tuple)
        for place, title in enumerate(cells):
            if code := KNOWN.get(_key(title)):
                places[code] += (place,)
        unnamed = frozenset(place for place, title in enumerate(cells) if not _key(title))
        implying = {
            place: IMPLYING[_key(title)] for place, title in enumerate(cells) if _key(title) in IMPLYING
        }
        return cls(tuple(cells), dict(places), unnamed, implying)

    def texts(self, cells: Sequence[str]) -> dict[str, str]:
        """Return what a line says in each column of the standard; a column it lacks is empty."""
        padded = [*cells, *[""] * (len(self.titles) - len(cells))]
        texts = {
            code: ";".join(filter(None, (padded[p] for p in places))) for code, places in self.places.items()
        }
        for place, legacy in self.implying.items():
            if padded[place]:
                texts.setdefault(IMPLIED[legacy].column, IMPLIED[legacy].value)
        return texts

    def strays(self, cells: Sequence[str]) -> list[int]:
        """Return the places (from 1) of cells that stand under no title."""
        beyond = range(len(self.titles), len(cells))
        places = [*sorted(place for place in self.unnamed if place < len(cells)), *beyond]
        return [place + 1 for place in places if cells[place].strip()]


def is_penalty_header(cells: Sequence[str]) -> bool:
    """Tell whether a row is the header of a penalty file, be it faulty."""
    return len({KNOWN[_key(title)] for title in cells if _key(title) in KNOWN}) >= ENOUGH


def _check_kind(cells: Sequence[str]) -> None:
    if any(_key(title).startswith("XK_") for title in cells):
        raise UnreadableFile("这是行政许可文件，这里只导入行政处罚文件。请选择以 CF_ 开头的行政处罚文件。")
    if not is_penalty_header(cells):
        raise UnreadableFile(
            "第一行不是行政处罚文件的表头。第一行应为双公示标准的列名（CF_XDR_MC、CF_XDR_LB……），各列以英文逗号分隔。"
        )


def _doubled(header: Header) -> list[str]:
    doubled = [
        code for code, places in header.places.items() if len(places) > 1 and not _may_join(header, code)
    ]
    return [f"{COLUMNS[code].title}重复出现，请只保留一列" for code in doubled]


def _may_join(header: Header, code: str) -> bool:
    """Tell whether several columns of the old format make up this one."""
    titles = [_key(header.titles[place]) for place in header.places[code]]
    legacy = {_key(title) for title in COLUMNS[code].legacy}
    return COLUMNS[code].joined and len(set(titles)) == len(titles) and set(titles) <= legacy


def _unknown(cells: Sequence[str]) -> list[str]:
    known = KNOWN.keys() | SKIPPED | {""}
    return [f"“{title[:40]}”不是双公示标准的列，请删去这一列" for title in cells if _key(title) not in known]


def _missing(header: Header) -> list[str]:
    missing = [column for column in STANDARD if column.need == "always" and column.code not in header.places]
    return [f"缺少必填列{column.title}" for column in missing]
