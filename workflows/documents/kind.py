"""One kind of document, and what a set of facts still lacks before that document may go out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Facts = Mapping[str, Any]
Labels = Mapping[str, str]


@dataclass(frozen=True)
class Condition:
    """Elements that are mandatory only when one fact has one of some values."""

    fact: str
    among: frozenset[str]
    required: Labels
    at_least: Mapping[str, int]


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document as documents.toml declares it; labels are what a person reads."""

    key: str
    title: str
    series: str
    template: str
    remedies: bool
    served: bool
    signers: tuple[str, ...]
    required: Labels
    optional: Labels
    rows: Mapping[str, Labels]
    choices: Mapping[str, Labels]
    when: tuple[Condition, ...]

    def missing(self, facts: Facts) -> list[str]:
        """Return the Chinese labels of the mandatory elements that the facts lack; empty means complete."""
        gaps = [*_blank(self.required, facts), *self._wrong_choices(facts), *self._gaps_in_rows(facts)]
        for condition in self.when:
            if facts.get(condition.fact) in condition.among:
                gaps += [*_blank(condition.required, facts), *self._too_few(condition.at_least, facts)]
        return gaps

    def declares(self, fact: str) -> bool:
        """Return whether the paper has a place for a fact; what it does not declare it does not print."""
        return fact in self.required or fact in self.optional

    def label(self, fact: str) -> str:
        """Return the Chinese label of a fact, whether it is always, sometimes or never mandatory."""
        return {**self.optional, **self.required}[fact]

    def _wrong_choices(self, facts: Facts) -> Iterator[str]:
        for fact, choices in self.choices.items():
            if not is_blank(facts.get(fact)) and facts[fact] not in choices:
                yield f"{self.label(fact)}（应为{'、'.join(choices.values())}之一）"

    def _gaps_in_rows(self, facts: Facts) -> Iterator[str]:
        for fact, columns in self.rows.items():
            for number, row in enumerate(_listed(facts, fact), 1):
                yield from (f"{self.label(fact)}第{number}项：{gap}" for gap in _blank(columns, row))

    def _too_few(self, at_least: Mapping[str, int], facts: Facts) -> Iterator[str]:
        for fact, count in at_least.items():
            if len(_listed(facts, fact)) < count:
                yield f"{self.label(fact)}（至少{count}项）"


def _blank(labels: Labels, facts: Facts) -> list[str]:
    return [label for fact, label in labels.items() if is_blank(facts.get(fact))]


def _listed(facts: Facts, fact: str) -> Sequence[Facts]:
    return () if is_blank(facts.get(fact)) else facts[fact]


def is_blank(value: object) -> bool:
    """Return whether a value says nothing; `False` and 0 do say something."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value in ([], (), {})
