"""The wording on a frozen paper, text by text: what a correction may change, be it alone or in a row of a list."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflows.documents.catalogue import kind_of
from workflows.documents.kind import DocumentKind
from workflows.documents.slips import decided
from workflows.models import Document

Path = tuple[str | int, ...]
BETWEEN = "__"


@dataclass(frozen=True)
class Wording:
    """One text on a paper: where its facts hold it, what a person calls it, and whether it may be left out."""

    path: Path
    label: str
    text: str
    required: bool

    @property
    def name(self) -> str:
        """The name under which a form asks for it."""
        return BETWEEN.join(map(str, self.path))


def wording_of(document: Document) -> list[Wording]:
    """Return the texts of a paper that are wording: not codes and days, nor what was decided by whom and on what."""
    kind = kind_of(document.kind)
    declared = [
        (name, value)
        for name, value in document.facts.items()
        if kind.declares(name) and name not in kind.choices and name not in decided()
    ]
    found = [one for name, value in declared for one in _wordings(kind, name, value)]
    return [one for one in found if not one.text.isascii()]


def _wordings(kind: DocumentKind, name: str, value: Any) -> Iterator[Wording]:
    if isinstance(value, str):
        yield Wording((name,), kind.label(name), value, name in kind.required)
    elif isinstance(value, list):
        for place, row in enumerate(value):
            yield from _of_row(kind, name, place, row)


def _of_row(kind: DocumentKind, name: str, place: int, row: Any) -> Iterator[Wording]:
    """Yield the texts of one row; a column that the kind does not name has no words of its own and stays."""
    label = f"{kind.label(name)}第{place + 1}项"
    if isinstance(row, str):
        yield Wording((name, place), label, row, required=True)
    elif isinstance(row, Mapping):
        for column, words in kind.rows.get(name, {}).items():
            if isinstance(row.get(column), str):
                yield Wording((name, place, column), f"{label}：{words}", row[column], required=True)


def reworded(facts: Mapping[str, Any], told: Mapping[Path, str]) -> dict[str, Any]:
    """Return facts with these texts in their places."""
    changed: Any = copy.deepcopy(dict(facts))
    for path, text in told.items():
        place = changed
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = text
    return dict(changed)
