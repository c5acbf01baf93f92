"""What a kind of change is: its words, the column of the party's row that it rules, and how answers state one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from forms.choices import Choice, PartyChangeKind
from workflows.models import BusinessEntity, PartyChange

Told = Mapping[str, Any]
"""The answers of the form in which a change is made known."""


@dataclass(frozen=True, kw_only=True)
class Stated:
    """What a change says of its party: what was and what became, or of whom else it speaks."""

    was: str = ""
    became: str
    other_id: int | None = None
    of_id: int | None = None
    """Whose change it is, where it is not that of the party on whose page it was entered."""


@dataclass(frozen=True, kw_only=True)
class Names:
    """The parties of a change as its words name them: whose change it is, and of whom else it speaks."""

    party: str
    other: str = ""


State = Callable[[Session, BusinessEntity, Told], Stated]
"""Returns what answers state of a party that is locked. Raises marshmallow's ValidationError, by answer."""

Fits = Callable[[BusinessEntity, str, Told], None]
"""Refuses, as ValidationError by answer, what a column of a party may not become from what it was."""

Settle = Callable[[Session, PartyChange], None]
"""Lets the rows of parties follow a change that has been written, where it rules more than a column."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of change.

    `words` and `words_of_other` are read on the page of the party and of the other one; they may name `{party}`,
    `{other}`, `{was}` and `{became}`. `column` is that of the party's row which follows the changes of this kind; it
    is told in `answer`, `fits` refuses what it may not become, `vocabulary` says what its codes mean. A change that
    begins a relation says what the other party is to this one, what this one is to the other, and which kind of
    change ends it. What only an import or another form makes known has no `state`.
    """

    code: PartyChangeKind
    words: str
    words_of_other: str = ""
    column: str | None = None
    answer: str = ""
    fits: Fits | None = None
    vocabulary: type[Choice] | None = None
    state: State | None = None
    settle: Settle | None = None
    relation: str = ""
    relation_of_other: str = ""
    ended_by: PartyChangeKind | None = None
    taken_back: str = ""
    """The code by which a later change says that the relation was entered by mistake."""

    @property
    def coded(self) -> frozenset[str]:
        """The columns of a change that hold codes, which say nothing of anybody by themselves."""
        return frozenset({"was", "became"}) if self.vocabulary else frozenset()

    def say(self, change: PartyChange, names: Names, *, to_other: bool = False) -> str:
        """Return what a change says, in the words for its party or for the other one."""
        template = self.words_of_other if to_other and self.words_of_other else self.words
        was, became = self._read(change.was), self._read(change.became)
        return template.format(party=names.party, other=names.other, was=was, became=became)

    def _read(self, value: str) -> str:
        """Return a value as it is read: the label of a code, and of a person's number no more than that it is one."""
        if value.startswith(PERSONS_NUMBER):
            return "（证件号码）"
        return (self.vocabulary.words(value) if self.vocabulary else value) or "（未登记）"


PERSONS_NUMBER = "id:"
"""How the keyed hash begins that stands for a person's number."""
