"""What a procedure says of itself, for catalogue, doors and pages, beside its diagram, its steps and its forms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from forms.choices import Choice, Role
from workflows.errors import DeclarationFaulty
from workflows.steps import PaperFacts


class About(StrEnum):
    """What a case is opened about."""

    RECORD = "record"
    PARTY = "party"


@dataclass(frozen=True)
class Either:
    """Of two kinds of papers the one that a variable of the diagram decides for."""

    variable: str
    yes: str
    no: str

    def kinds(self, known: Mapping[str, Any]) -> list[str]:
        """Return the kind that is to be read, by what the diagram knows."""
        return [self.yes if known.get(self.variable) else self.no]


@dataclass(frozen=True)
class NamedBy:
    """The kind of paper that a variable of the diagram names; none while it names none."""

    variable: str

    def kinds(self, known: Mapping[str, Any]) -> list[str]:
        """Return the kind that is to be read, by what the diagram knows."""
        return [known[self.variable]] if known.get(self.variable) else []


Preview = tuple[str, ...] | Either | NamedBy
"""Which papers are read at a task before anybody agrees: kinds, or how the diagram's variables choose one."""


@dataclass(frozen=True, kw_only=True)
class Declared:
    """One procedure's declaration. Raises DeclarationFaulty for what does not go together."""

    opened_by: frozenset[Role] = frozenset()
    """Who opens a case; nobody, when other procedures only call it."""
    about: About | None = None
    series: str = ""
    """The sign in the numbers of its cases."""
    action: str = ""
    """What the page of a record or a party offers to do."""
    for_several: bool = False
    """Whether one form opens cases about several records of a party."""
    of_lead: Mapping[str, str] = field(default_factory=dict)
    """Which answers of its opening form a lead gives, each by the lead's own word for it."""
    may_open: Callable[[Any], None] | None = None
    """Raises what stands against a case about a record or a party."""
    papers: Mapping[str, PaperFacts] = field(default_factory=dict)
    previews: Mapping[str, Preview] = field(default_factory=dict)
    """What is to be read at each of its tasks before anybody agrees."""
    outcomes: type[Choice] | None = None
    kept_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The limits that are kept once all messages of a kind have left the house."""
    needs: frozenset[str] = frozenset()
    """The variables that a caller gives it."""
    wants: frozenset[str] = frozenset()
    """The variables that a caller may give it; it goes on without them."""
    suspends: bool = True
    """Whether a case may be suspended as a whole (中止), for the reasons of the law's table."""
    withdrawable: bool = False
    """Whether the party may withdraw what the case is about (撤回), until it is decided."""
    decides: frozenset[str] = frozenset()
    """The papers with which a case is decided: once one is issued, the party withdraws nothing any more."""
    ends: bool = True
    """Whether a case may be ended as a whole (终止) by a decision; False where the diagram itself draws its end."""
    ends_as: str = ""
    """The procedure that a case goes over into when its record is withdrawn; "" when it goes on."""

    def __post_init__(self) -> None:
        """Refuse half of what opening needs."""
        needed = {
            "about": self.about,
            "series": self.series,
            "action": self.action,
            "may_open": self.may_open,
        }
        missing = [name for name, value in needed.items() if not value]
        if self.opened_by and missing:
            raise DeclarationFaulty(f"写了 opened_by，没有写 {'、'.join(missing)}。")
        if not self.opened_by and len(missing) < len(needed):
            said = "、".join(name for name in needed if name not in missing)
            raise DeclarationFaulty(f"写了 {said}，没有写 opened_by：谁可以登记这种案件？")

    def previewed(self, task: str, known: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the kinds of papers that agreeing to a task would issue, by what the diagram knows."""
        found = self.previews.get(task, ())
        return found if isinstance(found, tuple) else tuple(found.kinds(known))
