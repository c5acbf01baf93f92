"""The header row: which column stands where, under today's codes, the Chinese names or the codes of 2015."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from workflows.errors import TitlesUnknown, UnreadableFile
from workflows.importing.layout import PENALTIES, Layout
from workflows.sheets.reading import title_key

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
    layout: Layout = PENALTIES

    @classmethod
    def read(cls, cells: Sequence[str], mapped: Mapped | None = None, layout: Layout = PENALTIES) -> Self:
        """Return the header that the cells make, with what a person has said of unknown titles.

        Raises UnreadableFile with everything wrong in it, and TitlesUnknown, a kind of it, when a person can say
        what the columns are.
        """
        _check_kind(cells, layout)
        header = cls._placed(cells, mapped or {}, layout)
        if unknown := unknown_titles(cells, mapped or {}, layout):
            raise TitlesUnknown(unknown, cells)
        faults = [*_doubled(header), *_missing(header)]
        if faults:
            raise UnreadableFile("表头有误：" + "；".join(faults) + "。")
        return header

    @classmethod
    def _placed(cls, cells: Sequence[str], mapped: Mapped, layout: Layout) -> Self:
        places: dict[str, tuple[int, ...]] = defaultdict(tuple)
        keys = [title_key(title) for title in cells]
        for place, key in enumerate(keys):
            if code := layout.known.get(key) or mapped.get(key):
                places[code] += (place,)
        unnamed = frozenset(place for place, title in enumerate(cells) if not title.strip())
        implying = {place: layout.implying[key] for place, key in enumerate(keys) if key in layout.implying}
        left_out = frozenset(place for place, key in enumerate(keys) if mapped.get(key) == NOT_IMPORTED)
        return cls(tuple(cells), dict(places), unnamed, implying, left_out, layout)

    def texts(self, cells: Sequence[str]) -> dict[str, str]:
        """Return what a line says in each column of the standard; a column it lacks is empty."""
        padded = [*cells, *[""] * (len(self.titles) - len(cells))]
        texts = {
            code: ";".join(filter(None, (padded[p] for p in places))) for code, places in self.places.items()
        }
        for place, legacy in self.implying.items():
            if padded[place]:
                implied = self.layout.implied[legacy]
                texts.setdefault(implied.column, implied.value)
        return texts

    def strays(self, cells: Sequence[str]) -> list[int]:
        """Return the places (from 1) of cells that stand under no title."""
        beyond = range(len(self.titles), len(cells))
        places = [*sorted(place for place in self.unnamed if place < len(cells)), *beyond]
        return [place + 1 for place in places if cells[place].strip()]


def _check_kind(cells: Sequence[str], layout: Layout) -> None:
    if any(title_key(title).startswith("XK_") for title in cells):
        raise UnreadableFile("这是行政许可文件，这里只导入行政处罚文件。请选择以 CF_ 开头的行政处罚文件。")
    if not layout.sought.is_header(cells):
        raise UnreadableFile(layout.otherwise)


def _doubled(header: Header) -> list[str]:
    doubled = [
        code for code, places in header.places.items() if len(places) > 1 and not _may_join(header, code)
    ]
    return [f"{header.layout.columns[code].title}重复出现，请只保留一列" for code in doubled]


def _may_join(header: Header, code: str) -> bool:
    """Tell whether several columns of the old format make up this one."""
    titles = [title_key(header.titles[place]) for place in header.places[code]]
    column = header.layout.columns[code]
    legacy = {title_key(title) for title in column.legacy}
    return column.joined and len(set(titles)) == len(titles) and set(titles) <= legacy


def unknown_titles(cells: Sequence[str], mapped: Mapped, layout: Layout) -> list[str]:
    """Return the titles of a header that nobody knows yet."""
    known = layout.known.keys() | layout.skipped | mapped.keys()
    return [title for title in cells if title.strip() and title_key(title) not in known]


def _missing(header: Header) -> list[str]:
    needed = (column for column in header.layout.columns.values() if column.need == "always")
    missing = [column for column in needed if column.code not in header.places]
    return [f"缺少必填列{column.title}" for column in missing]
