"""走访帮扶 as a procedure: a head of section or the credit section opens it about a party."""

from workflows.processes.visit.outcomes import Outcome
from workflows.processes.visit.steps import visit_record

from forms.choices import Role
from workflows.models import BusinessEntity
from workflows.steps.declared import About, Declared


def may_open(entity: BusinessEntity) -> None:
    """Let anybody be visited."""


PROCEDURE = Declared(
    opened_by=frozenset({Role.CREDIT_SECTION}),
    about=About.PARTY,
    series="访",
    action="登记走访帮扶",
    may_open=may_open,
    papers={"visit_record": visit_record},
    previews={"review_visit": ("visit_record",)},
    outcomes=Outcome,
)
