"""A procedure: its diagram with everything that it names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms import TaskForm
from forms.choices import Role
from workflows.engine import Process
from workflows.errors import NotAllowed
from workflows.models import BusinessEntity, CreditRecord
from workflows.steps import PaperFacts, Step
from workflows.steps.declared import About, Declared


@dataclass(frozen=True)
class Procedure:
    """A diagram with everything that it names: its declaration, its steps, its forms, the facts of its papers."""

    process: Process
    declared: Declared
    steps: Mapping[str, Step]
    forms: Mapping[str, type[TaskForm]]
    papers: Mapping[str, PaperFacts]

    @property
    def opened_by(self) -> frozenset[Role]:
        """The roles that may open a case of this procedure; empty for one that is only called."""
        return self.declared.opened_by

    def may_open(self, subject: CreditRecord | BusinessEntity) -> None:
        """Raise what stands against a case about a record or a party: NotAllowed when it is about the other."""
        about, may_open = self.declared.about, self.declared.may_open
        if about is About.RECORD and not isinstance(subject, CreditRecord):
            raise NotAllowed(f"{self.process.title}须针对一条信用记录立案。")
        if about is not About.RECORD and isinstance(subject, CreditRecord):
            raise NotAllowed(f"{self.process.title}不针对单条信用记录立案。")
        if may_open is None:
            raise NotAllowed(f"{self.process.title}由其他程序调用，不能单独登记。")
        may_open(subject)

    def previewed(self, task: str, known: Mapping[str, Any]) -> Sequence[str]:
        """The kinds of papers that agreeing to a task would issue; none for a procedure that says nothing."""
        return self.declared.previewed(task, known)
