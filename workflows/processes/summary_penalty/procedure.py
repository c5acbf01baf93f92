"""当场行政处罚 as a procedure: opened about any party, on the spot."""

from forms.choices import Role
from workflows.models import BusinessEntity
from workflows.processes.summary_penalty.outcomes import Outcome
from workflows.processes.summary_penalty.steps import spot_penalty_decision
from workflows.steps.declared import About, Declared


def may_open(entity: BusinessEntity) -> None:
    """Let anybody be punished on the spot: no record is needed."""


PROCEDURE = Declared(
    opened_by=frozenset({Role.CASE_OFFICER}),
    about=About.PARTY,
    series="当罚",
    action="登记当场行政处罚",
    may_open=may_open,
    papers={"spot_penalty_decision": spot_penalty_decision},
    outcomes=Outcome,
    ends=False,
)
