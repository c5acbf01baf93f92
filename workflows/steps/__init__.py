"""Steps: the Python functions that a diagram's service tasks name, and what they have in their hands."""

from collections.abc import Callable, Mapping
from dataclasses import InitVar, dataclass, field
from types import ModuleType
from typing import Any, TypedDict, Unpack

from sqlalchemy.orm import Session

from forms.choices import Visibility
from workflows.errors import DiagramFailed
from workflows.models import Case
from workflows.register.commit import Commit
from workflows.steps.dossier import Dossier

PaperFacts = Callable[..., Mapping[str, Any]]
"""Takes a dossier and the day of issue, returns the facts that one kind of document freezes."""


@dataclass(frozen=True)
class Step:
    """A function that a diagram may call by its name, and the variables that it may set there."""

    function: Callable[..., Mapping[str, Any]]
    gives: frozenset[str]

    def __call__(self, ctx: "StepContext", **parameters: Any) -> Mapping[str, Any]:
        """Carry the step out and return what it gives. Raises DiagramFailed for a variable that is not declared."""
        found = self.function(ctx, **parameters)
        if undeclared := found.keys() - self.gives:
            name = self.function.__name__
            raise DiagramFailed(f"步骤 {name} 给出了 @step 没有写的变量 {'、'.join(sorted(undeclared))}。")
        return found


@dataclass
class Telling:
    """What the credit entry of this step says beyond who answered what; steps fill it in."""

    event: str = ""
    sentences: list[tuple[Visibility, str]] = field(default_factory=list)
    """Each sentence with the furthest of those who may read it."""
    basis: str = ""
    rule: str = ""
    state_after: str | None = None
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def visibility(self) -> Visibility:
        """The furthest of those for whom there is a sentence."""
        readers = {reader for reader, _ in self.sentences}
        return next(
            (one for one in (Visibility.PUBLIC, Visibility.PARTY) if one in readers), Visibility.INTERNAL
        )

    def line_for(self, *readers: Visibility) -> str:
        """Return the sentences that are for these readers, in the order in which they were said."""
        return "".join(words for reader, words in self.sentences if reader in readers and words)


class Marks(TypedDict, total=False):
    """What a sentence may set of the entry beside: what happened, on which basis, by which row of a table."""

    event: str
    basis: str
    rule: str


@dataclass
class StepContext:
    """What a step may touch: the open transaction, its case, this commit, and the answers just given.

    `dossier` holds the answers of all steps, those just given among them.
    """

    session: Session
    case: Case
    commit: Commit
    answers: Mapping[str, Any] = field(default_factory=dict)
    papers: Mapping[str, PaperFacts] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)
    """In which ways the case may end, with their words."""
    role: str = ""
    """In which role somebody acts; empty when nobody does."""
    telling: Telling = field(default_factory=Telling)
    dossier: Dossier = field(init=False)
    read: InitVar[Dossier | None] = None
    """The case's dossier where somebody read in it under the same lock, and nothing has moved since."""

    def __post_init__(self, read: Dossier | None) -> None:
        """Open the dossier of the case."""
        self.dossier = read or Dossier(self.session, self.case)

    def note(self, sentence: str, **marks: Unpack[Marks]) -> None:
        """Add a sentence for the officers to the step's credit entry."""
        self._say(Visibility.INTERNAL, sentence, marks)

    def tell_party(self, sentence: str, **marks: Unpack[Marks]) -> None:
        """Add a sentence for the party, and the officers, to the step's credit entry."""
        self._say(Visibility.PARTY, sentence, marks)

    def publish(self, sentence: str, **marks: Unpack[Marks]) -> None:
        """Add a sentence for everybody to the step's credit entry."""
        self._say(Visibility.PUBLIC, sentence, marks)

    def _say(self, reader: Visibility, sentence: str, marks: Marks) -> None:
        if unknown := marks.keys() - Marks.__annotations__.keys():
            raise TypeError(f"信用记录条目没有这些项目：{'、'.join(sorted(unknown))}。")
        self.telling.sentences.append((reader, sentence))
        for name, value in marks.items():
            setattr(self.telling, name, value)


def step(*gives: str) -> Callable[[Callable[..., Mapping[str, Any]]], Step]:
    """Let a diagram call the function by its name; `gives` are the variables that it may set there."""
    return lambda function: Step(function, frozenset(gives))


def steps_of(module: ModuleType) -> dict[str, Step]:
    """Return the steps that a module offers, by name."""
    return {name: value for name, value in vars(module).items() if isinstance(value, Step)}
