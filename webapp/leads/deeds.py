"""What a section can do with a lead, each with its form, its words, and what it changes of the lead."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.base import TaskForm
from forms.choices import LeadStanding
from forms.leads import AssignLead, DismissLead, ReferLead, TransferLead
from workflows.errors import NotFound

COLUMNS = {"officer": "officer_id", "department": "department_id"}
"""Under which name the door knows what a form asks for."""


@dataclass(frozen=True)
class Deed:
    """One thing that can be done with a lead."""

    name: str
    title: str
    standing: LeadStanding
    form: type[TaskForm]
    said: str

    def columns(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answers under the names that the door knows."""
        return {COLUMNS.get(name, name): value for name, value in told.items()}


DEEDS: Mapping[str, Deed] = {
    deed.name: deed
    for deed in (
        Deed("assign", "分派核查人员", LeadStanding.ASSIGNED, AssignLead, "线索已分派。"),
        Deed(
            "refer", "转办其他科室", LeadStanding.REFERRED, ReferLead, "线索已转办，由转办科室的负责人分派。"
        ),
        Deed("transfer", "移送其他机关", LeadStanding.TRANSFERRED, TransferLead, "已记录移送。"),
        Deed("dismiss", "不予处理", LeadStanding.DISMISSED, DismissLead, "已记录不予处理和理由。"),
    )
}


def deed_named(name: str) -> Deed:
    """Return what an address asks to do. Raises NotFound."""
    if name not in DEEDS:
        raise NotFound
    return DEEDS[name]
