"""What a lead gives the form that opens a case: what it says is shown and taken over, not asked again."""

from dataclasses import dataclass, field, replace
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from webapp.answers import Sheet
from webapp.db import db
from webapp.session.visitor import current_actor
from workflows.casework import reading
from workflows.casework.opening_from_lead import taken_over
from workflows.errors import NotAllowed
from workflows.models import Lead

SECTION = "department"


@dataclass(frozen=True)
class Given:
    """The lead from which a case is opened, if there is one, and the answers that it gives."""

    lead: Lead | None = None
    section: int | None = None
    answers: dict[str, Any] = field(default_factory=dict)

    def asked(self, sheet: Sheet) -> Sheet:
        """Return the form without what the lead says; the lead's section is proposed until another is chosen."""
        widgets = tuple(one for one in sheet.widgets if one.name not in self.answers)
        filled = MultiDict(sheet.filled)
        if self.section and SECTION not in filled:
            filled[SECTION] = str(self.section)
        return replace(sheet, widgets=widgets, filled=filled)


def given(process_key: str) -> Given:
    """Return what the lead gives that the address names. Raises NotFound, or NotAllowed unless one handles it."""
    lead_id = request.args.get("lead", None, int)
    if lead_id is None:
        return Given()
    page = reading.lead_page(db.session(), lead_id, current_actor())
    if not page.may_open:
        raise NotAllowed("从线索立案，由核查这一线索的人员或者分办科室的负责人办理；已经办结的线索不能立案。")
    return Given(page.lead, page.last.department_id, taken_over(page.lead, process_key))
