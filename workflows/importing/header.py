"""The header row: which column stands where, under today's codes, the Chinese names or the codes of 2015."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from workflows.errors import TitlesUnknown, UnreadableFile
from workflows.importing.columns import COLUMNS, IGNORED, IMPLIED, STANDARD, Column
from workflows.sheets.reading import Sought, title_key


def _titles(column: Column) -> list[str]:
    return [column.code, column.name, *column.legacy, *column.also]


KNOWN: Mapping[str, str] = {
    title_key(title): column.code for column in COLUMNS.values() for title in _titles(column)
}
SOUGHT = Sought(frozenset(KNOWN), enough=5)
"""As many known columns make a file a penalty file, though a faulty one."""
SKIPPED = frozenset(title_key(title) for title in IGNORED)
IMPLYING: Mapping[str, str] = {title_key(legacy): legacy for legacy in IMPLIED}
NOT_IMPORTED = ""
"""What a title is said to mean that is not to be imported."""
Mapped = Mapping[str, str]
"""What a person has said of titles that nobody knew: the column of each, by the title as `title_key` writes it."""


@dataclass(frozen=True)
class Header:
    """A header row that was understood: for each column of the standard, where it stands in a line."""

    titles: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    unnamed: frozenset[int]
    implying: Mapping[int, str]
    left_out: frozenset[int]
    """The places of columns that a person has said are not to be imported."""

    @classmethod
    def read(cls, cells: Sequence[str], mapped: Mapped | None = None) -> Self:
        """Return the header that the cells make, with what a person has said of unknown titles.

        Raises UnreadableFile with everything wrong in it, and TitlesUnknown, a kind of it, when a person can say
        what the columns are.
        """
        _check_kind(cells)
        header = cls._placed(cells, mapped or {})
        if unknown := unknown_titles(cells, mapped or {}):
            raise TitlesUnknown(unknown, cells)
        faults = [*_doubled(header), *_missing(header)]
        if faults:
            raise UnreadableFile("表头有误：" + "；".join(faults) + "。")
        return header

    @classmethod
    def _placed(cls, cells: Sequence[str], mapped: Mapped) -> Self:
        places: dict[str, tuple[int, ...]] = defaultdict(tuple)
        keys = [title_key(title) for title in cells]
        for place, key in enumerate(keys):
            if code := KNOWN.get(key) or mapped.get(key):
                places[code] += (place,)
        unnamed = frozenset(place for place, title in enumerate(cells) if not title.strip())
        implying = {place: IMPLYING[key] for place, key in enumerate(keys) if key in IMPLYING}
        left_out = frozenset(place for place, key in enumerate(keys) if mapped.get(key) == NOT_IMPORTED)
        return cls(tuple(cells), dict(places), unnamed, implying, left_out)

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
    return SOUGHT.is_header(cells)


def _check_kind(cells: Sequence[str]) -> None:
    if any(title_key(title).startswith("XK_") for title in cells):
        raise UnreadableFile("这是行政许可文件，这里只导入行政处罚文件。请选择以 CF_ 开头的行政处罚文件。")
    if not is_penalty_header(cells):
        raise UnreadableFile(
            "文件开头不是行政处罚文件的表头。应有一行双公示标准的列名（CF_XDR_MC、CF_XDR_LB……）"
            "或者这些列的中文名称；CSV 文件的各列以英文逗号分隔。"
        )


def _doubled(header: Header) -> list[str]:
    doubled = [
        code for code, places in header.places.items() if len(places) > 1 and not _may_join(header, code)
    ]
    return [f"{COLUMNS[code].title}重复出现，请只保留一列" for code in doubled]


def _may_join(header: Header, code: str) -> bool:
    """Tell whether several columns of the old format make up this one."""
    titles = [title_key(header.titles[place]) for place in header.places[code]]
    legacy = {title_key(title) for title in COLUMNS[code].legacy}
    return COLUMNS[code].joined and len(set(titles)) == len(titles) and set(titles) <= legacy


def unknown_titles(cells: Sequence[str], mapped: Mapped) -> list[str]:
    """Return the titles of a header that nobody knows yet."""
    known = KNOWN.keys() | SKIPPED | mapped.keys()
    return [title for title in cells if title.strip() and title_key(title) not in known]


def _missing(header: Header) -> list[str]:
    missing = [column for column in STANDARD if column.need == "always" and column.code not in header.places]
    return [f"缺少必填列{column.title}" for column in missing]
