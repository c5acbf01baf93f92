"""The statutes and orders that the law's tables and terms rest on, and how they are cited."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from marshmallow import post_load

from workflows.errors import LawFileFaulty, LawUnknown
from workflows.law.entries import Entry, choice, day, mark, switch, words
from workflows.law.files import FOLDER, checked, read_toml
from workflows.law.numerals import chinese
from workflows.law.open_questions import parameter

_REFERENCE = re.compile(
    r"(?P<statute>[a-z0-9_]+)(?::(?:(?P<article>\d{1,3}(?:-\d)?)|@(?P<key>[A-Za-z0-9_.]+)))?"
)


@dataclass(frozen=True)
class Statute:
    """A statute, order or notice with its number and the days between which it is in force."""

    id: str
    title: str
    number: str
    kind: str
    in_force_from: date | None
    in_force_to: date | None
    articles_known: bool
    confidence: str
    note: str

    def cite(self, article: str = "") -> str:
        """Return 《title》（number） with the article, if one is given, in Chinese numerals.

        An article such as 37-1, which was put in later, is written 第三十七条之一.
        """
        title = self.title if self.kind == "internal" else f"《{self.title}》"
        number = f"（{self.number}）" if self.number else ""
        main, _, inserted = article.partition("-")
        put_in = f"之{chinese(int(inserted))}" if inserted else ""
        return f"{title}{number}" + (f"第{chinese(int(main))}条{put_in}" if article else "")

    def in_force_on(self, day: date) -> bool:
        """Return whether the statute was in force on a day."""
        return (self.in_force_from or date.min) <= day <= (self.in_force_to or date.max)


class _StatuteEntry(Entry):
    title, number, note = words(), words(required=False), words(required=False)
    kind = choice("law", "regulation", "order", "document", "internal")
    in_force_from, in_force_to = day(required=False), day(required=False)
    articles_known, confidence = switch(default=True), mark()

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return data


def read_statutes(path: Path) -> Mapping[str, Statute]:
    """Return the statutes of a file by their id. Raises LawFileFaulty naming the entry at fault."""
    found = {}
    for name, entry in read_toml(path).items():
        found[name] = Statute(id=name, **checked(_StatuteEntry(), entry, f"{path.name} [{name}]"))
        if found[name].in_force_from and not found[name].in_force_on(found[name].in_force_from or date.min):
            raise LawFileFaulty(f"{path.name} [{name}]：失效日期早于生效日期")
    return MappingProxyType(found)


@cache
def statutes() -> Mapping[str, Statute]:
    """Return every statute by its id."""
    return read_statutes(FOLDER / "statutes.toml")


def statute(name: str) -> Statute:
    """Return a statute by its id. Raises LawUnknown when the list does not hold it."""
    try:
        return statutes()[name]
    except KeyError:
        raise LawUnknown(f"法规 {name}") from None


def cited(reference: str) -> str:
    """Return the citation for a reference such as `penalty_law:48`.

    In `samr_order_107:@legalBasis.repair.grant`, the parameter after `@` holds the article once it
    is confirmed; until then none is printed. Raises LawUnknown when the statute is unknown, or when
    an article is given for a text whose articles nobody has read.
    """
    found, article, key = _read(reference)
    return found.cite(article or (parameter(key, str) if key else ""))


@cache
def _read(reference: str) -> tuple[Statute, str, str]:
    match = _REFERENCE.fullmatch(reference)
    if not match:
        raise LawUnknown(f"依据 {reference} 写法不对")
    found, article = statute(match["statute"]), match["article"] or ""
    if article and not found.articles_known:
        raise LawUnknown(f"依据 {reference}：该文件的条文号尚未核实，不能写条文号")
    return found, article, match["key"] or ""


def citations(references: Iterable[str]) -> str:
    """Return several citations as one phrase, joined by 、."""
    return "、".join(cited(reference) for reference in references)
