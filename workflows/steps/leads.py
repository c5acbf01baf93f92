"""A step that found something another procedure has to look at registers it as a lead, in its own commit."""

from forms.choices import LeadSource
from workflows import clock
from workflows.models import Lead
from workflows.register.leads import Found, register
from workflows.steps import StepContext


def pass_on(ctx: StepContext, content: str) -> Lead:
    """Register a lead about the case's party with its section, which sorts it, and return it."""
    found = Found(
        source=LeadSource.OTHER_PROCEDURE,
        received_on=clock.day_of(ctx.commit.at),
        content=f"{content}（{ctx.case.number}）",
        department=ctx.case.department_id,
        entity_id=ctx.case.entity_id,
    )
    lead = register(ctx.session, ctx.commit, found)
    ctx.note(f"登记线索{lead.id}。")
    return lead
