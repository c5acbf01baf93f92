"""待定流程 as a procedure: the credit section opens it about a party."""

from forms.choices import Role
from workflows.models import BusinessEntity
from workflows.processes.sketch.outcomes import Outcome
from workflows.processes.sketch.steps import sketch_record
from workflows.steps.declared import About, Declared


def may_open(entity: BusinessEntity) -> None:
    """Let a case be opened about any party."""


PROCEDURE = Declared(
    opened_by=frozenset({Role.CREDIT_SECTION}),
    about=About.PARTY,
    series="拟",
    action="登记待定流程",
    may_open=may_open,
    papers={"sketch_record": sketch_record},
    previews={"review_sketch": ("sketch_record",)},
    outcomes=Outcome,
)
