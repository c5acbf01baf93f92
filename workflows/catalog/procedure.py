"""A procedure: its diagram with everything that it names."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from forms import TaskForm
from forms.choices import Role
from workflows.engine import Process
from workflows.errors import NotAllowed
from workflows.models import BusinessEntity, CreditRecord
from workflows.steps import PaperFacts, Step


@dataclass(frozen=True)
class Procedure:
    """A diagram with everything that it names: its steps, its forms, the facts of its papers."""

    process: Process
    steps: Mapping[str, Step]
    forms: Mapping[str, type[TaskForm]]
    papers: Mapping[str, PaperFacts]
    module: ModuleType

    @property
    def opened_by(self) -> frozenset[Role]:
        """The roles that may open a case of this procedure; empty for one that is only called."""
        return frozenset(getattr(self.module, "OPENED_BY", ()))

    @property
    def ends_as(self) -> str:
        """The key of the procedure that a case goes over into when its record is withdrawn; "" when it goes on."""
        return str(getattr(self.module, "ENDS_AS", ""))

    def may_open(self, record: CreditRecord) -> None:
        """Raise what stands against a case about a record: NotAllowed when there are no such cases at all."""
        self._may("may_open", record, "不针对单条信用记录立案。")

    def may_open_entity(self, entity: BusinessEntity) -> None:
        """Raise what stands against a case about an entity itself: NotAllowed when there are no such cases."""
        self._may("may_open_entity", entity, "须针对一条信用记录立案。")

    def _may(self, name: str, subject: object, otherwise: str) -> None:
        asked: Callable[[object], None] | None = getattr(self.module, name, None)
        if asked is None:
            raise NotAllowed(f"{self.process.title}{otherwise}")
        asked(subject)

    def previewed(self, task: str, known: Mapping[str, Any]) -> Sequence[str]:
        """The kinds of papers that agreeing to a task would issue; none for a procedure that says nothing."""
        previews: Callable[[str, Mapping[str, Any]], Sequence[str]] | None
        previews = getattr(self.module, "previews", None)
        return previews(task, known) if previews else ()
