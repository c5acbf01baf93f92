"""Which kinds of files are imported: the columns of each, and by what its header is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from workflows.importing.columns import (
    IGNORED,
    IMPLIED,
    PENALTY_COLUMNS,
    REGISTRATION_COLUMNS,
    Column,
    Implied,
)
from workflows.sheets.reading import Sought, title_key


@dataclass(frozen=True)
class Layout:
    """The columns of one kind of file, and what is said of a file that is not of this kind."""

    columns: Mapping[str, Column]
    enough: int
    """As many known columns make a header one of this kind, though a faulty one."""
    otherwise: str
    ignored: tuple[str, ...]
    implied: Mapping[str, Implied]

    @cached_property
    def known(self) -> Mapping[str, str]:
        """The code of a column by each of its titles, as `title_key` writes them."""
        return {
            title_key(title): column.code
            for column in self.columns.values()
            for title in (column.code, column.name, *column.legacy, *column.also)
        }

    @cached_property
    def sought(self) -> Sought:
        """By what a header of this kind is known."""
        return Sought(frozenset(self.known), self.enough)

    @cached_property
    def skipped(self) -> frozenset[str]:
        """Titles of columns that are left out without a word."""
        return frozenset(map(title_key, self.ignored))

    @cached_property
    def implying(self) -> Mapping[str, str]:
        """By their titles, the old columns that say something without a column of its own."""
        return {title_key(legacy): legacy for legacy in self.implied}


PENALTIES = Layout(
    PENALTY_COLUMNS,
    enough=5,
    otherwise="文件开头不是行政处罚文件的表头。应有一行双公示标准的列名（CF_XDR_MC、CF_XDR_LB……）"
    "或者这些列的中文名称；CSV 文件的各列以英文逗号分隔。",
    ignored=IGNORED,
    implied=IMPLIED,
)
REGISTRATIONS = Layout(
    REGISTRATION_COLUMNS,
    enough=3,
    otherwise="文件开头不是登记变更文件的表头。应有一行列名：统一社会信用代码或者工商注册号、名称、变更日期，"
    "以及变更了的各项（原名称、法定代表人、住所、登记状态）；CSV 文件的各列以英文逗号分隔。",
    ignored=("错误说明", "序号"),
    implied={},
)
