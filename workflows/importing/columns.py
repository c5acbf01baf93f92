"""The columns of the files that are imported: the 30 of a penalty file, and those of a registration file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Column:
    """One column: its code and Chinese name, what may stand in it and when it must."""

    code: str
    name: str
    type: str
    length: int
    need: str = ""
    only: str = ""
    values: tuple[str, ...] = ()
    legacy: tuple[str, ...] = ()
    secret: bool = False
    import_only: bool = False
    joined: bool = False
    revoked: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    row: bool = False
    name_of: bool = False
    since: date | None = None

    @property
    def title(self) -> str:
        """What a person reads when the column is spoken of: 处罚决定日期（CF_JDRQ）."""
        return f"{self.name}（{self.code}）"


@dataclass(frozen=True)
class Condition:
    """When a column must or may be filled: by the party's kind, the kinds of penalty or the code."""

    words: str
    parties: frozenset[str]
    kinds: frozenset[str]
    code: str

    def holds(self, *, party: str, kinds: frozenset[str], code: str) -> bool:
        """Tell whether the condition is met by a row."""
        return party in self.parties or bool(kinds & self.kinds) or (bool(self.code) and code == self.code)


@dataclass(frozen=True)
class PenaltyKinds:
    """The closed list of 处罚类别, and other spellings of the same kinds."""

    values: tuple[str, ...]
    other: str
    same_as: Mapping[str, str]

    def named(self, text: str) -> str | None:
        """Return the kind in the list's spelling, or None when the list has no such kind."""
        kind = self.same_as.get(text, text)
        if kind == self.other or kind.startswith(f"{self.other}-"):
            return self.other
        return kind if kind in self.values else None


@dataclass(frozen=True)
class Implied:
    """What an old column says without a column of its own."""

    column: str
    value: str


def _column(row: Mapping[str, Any]) -> Column:
    lists = {key: tuple(row.get(key, ())) for key in ("values", "legacy", "revoked", "also")}
    return Column(**{**row, **lists})


def _condition(row: Mapping[str, Any]) -> Condition:
    return Condition(
        words=row["words"],
        parties=frozenset(row.get("parties", ())),
        kinds=frozenset(row.get("kinds", ())),
        code=row.get("code", ""),
    )


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


_file, _registration = _read("columns.toml"), _read("registration.toml")

PENALTY_COLUMNS: Mapping[str, Column] = {row["code"]: _column(row) for row in _file["column"]}
REGISTRATION_COLUMNS: Mapping[str, Column] = {row["code"]: _column(row) for row in _registration["column"]}
COLUMNS: Mapping[str, Column] = {**PENALTY_COLUMNS, **REGISTRATION_COLUMNS}
"""The columns of every kind of file, by their codes."""
STANDARD: tuple[Column, ...] = tuple(column for column in PENALTY_COLUMNS.values() if not column.import_only)
STATES_OF_REVOKED: tuple[str, ...] = PENALTY_COLUMNS["CF_ZT"].revoked
STATUS_WORDS: Mapping[str, tuple[str, ...]] = {
    code: tuple(words) for code, words in _registration["status"].items()
}
CONDITIONS: Mapping[str, Condition] = {name: _condition(row) for name, row in _file["condition"].items()}
KINDS = PenaltyKinds(tuple(_file["kinds"]["values"]), _file["kinds"]["other"], _file["kinds"]["same_as"])
IMPLIED: Mapping[str, Implied] = {legacy: Implied(**row) for legacy, row in _file["implied"].items()}
IGNORED: tuple[str, ...] = tuple(_file["ignored"])
MAX_DECIMALS: int = _file["max_decimals"]
MAX_WHOLE_DIGITS: int = _file["max_whole_digits"]
YUAN_PER_UNIT: int = _file["yuan_per_unit"]
EARLIEST: date = _file["earliest"]
