"""行政处罚 as a procedure: opened about any party, from a lead."""

from forms.choices import Role
from workflows.models import BusinessEntity
from workflows.processes.penalty.outcomes import Outcome
from workflows.processes.penalty.papers import PAPERS
from workflows.register.messages import PUBLISH, PUSH_OUT
from workflows.steps.declared import About, Declared


def may_open(entity: BusinessEntity) -> None:
    """Let a penalty case be opened about any party: a lead needs no record."""


PROCEDURE = Declared(
    opened_by=frozenset({Role.CASE_OFFICER}),
    about=About.PARTY,
    series="罚",
    action="登记行政处罚线索",
    of_lead={
        "lead_source": "source",
        "lead_received_on": "received_on",
        "lead_reporter": "reporter",
        "lead_content": "content",
    },
    may_open=may_open,
    papers=PAPERS,
    previews={"approve_closing": ("closing_approval",)},
    outcomes=Outcome,
    ends=False,
    kept_by={PUBLISH: ("publication", "publication_gsxt"), PUSH_OUT: ("publication_push_out",)},  # PEN-18
)
