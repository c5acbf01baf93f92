"""限期整改 as a procedure: opened about any party by whoever found what is to be put right."""

from forms.choices import Role
from workflows.models import BusinessEntity
from workflows.processes.rectification.outcomes import Outcome
from workflows.processes.rectification.papers import on_the_spot_record
from workflows.register.messages import RECTIFICATION_RESULT
from workflows.steps.declared import About, Declared


def may_open(entity: BusinessEntity) -> None:
    """Let anybody be told to put right what was found: no record is needed."""


PROCEDURE = Declared(
    opened_by=frozenset({Role.CASE_OFFICER}),
    about=About.PARTY,
    series="改",
    action="登记限期整改",
    of_lead={"found_through": "source", "problems": "content"},
    may_open=may_open,
    papers={"on_the_spot_record": on_the_spot_record},
    outcomes=Outcome,
    kept_by={RECTIFICATION_RESULT: ("result_sharing",)},  # P2-14
)
