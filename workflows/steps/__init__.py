"""Steps: the Python functions that a diagram's service tasks name, and what they have in their hands."""

from collections.abc import Callable, Mapping
from dataclasses import InitVar, dataclass, field
from types import ModuleType
from typing import Any

from sqlalchemy.orm import Session

from forms.choices import Visibility
from workflows.models import Case
from workflows.register.commit import Commit
from workflows.steps.dossier import Dossier

Step = Callable[..., Mapping[str, Any]]
PaperFacts = Callable[..., Mapping[str, Any]]
"""Takes a dossier and the day of issue, returns the facts that one kind of document freezes."""


@dataclass
class Telling:
    """What the credit entry of this step says beyond who answered what; steps fill it in."""

    event: str = ""
    summary: list[str] = field(default_factory=list)
    basis: str = ""
    rule: str = ""
    visibility: Visibility = Visibility.INTERNAL
    state_after: str | None = None
    detail: dict[str, Any] = field(default_factory=dict)


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
    telling: Telling = field(default_factory=Telling)
    dossier: Dossier = field(init=False)
    read: InitVar[Dossier | None] = None
    """The case's dossier where somebody read in it under the same lock, and nothing has moved since."""

    def __post_init__(self, read: Dossier | None) -> None:
        """Open the dossier of the case."""
        self.dossier = read or Dossier(self.session, self.case)

    def say(self, sentence: str, **more: Any) -> None:
        """Add a sentence to the step's credit entry; `more` sets its event, basis, rule, visibility or state."""
        self.telling.summary.append(sentence)
        for name, value in more.items():
            setattr(self.telling, name, value)


def step(function: Step) -> Step:
    """Let a diagram call `function` by its name."""
    function.is_step = True  # type: ignore[attr-defined]  # a mark on the function object
    return function


def steps_of(module: ModuleType) -> dict[str, Step]:
    """Return the steps that a module offers, by name."""
    return {name: value for name, value in vars(module).items() if getattr(value, "is_step", False)}
