"""Forms of 强制措施 (evidence is preserved, property seized), PEN-06 and PEN-07: proposal, approval, disposal."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms.base import TaskForm
from forms.choices import Opinion
from forms.fields import WORDS, Attachments, Day, Lines, Moment, OfficerId, OneOf, Text, YesNo
from forms.penalty_words import Disposal, Measure

LONG = 2000
LINE = 100
WANTED = ("measure_items", "measure_reason", "measure_basis", "measure_place", "keeper", "second_officer")


class ChooseMeasure(TaskForm):
    """提出采取的措施: on what, why, on which basis, and where it is kept; or that there is none to take or left."""

    steering = frozenset({"measure"})
    computed = frozenset({"measure_taken"})
    needed_when = {**dict.fromkeys(WANTED, ("measure", "preserve seize")), "taken_at": ("urgent", "true")}
    offered_when = {"urgent": ("measure", "preserve seize")}

    measure = OneOf(Measure, label="措施", required=True)
    second_officer = OfficerId(label="另一名执法人员")
    measure_reason = Text(label="采取措施的理由", longest=LONG, lines=True)
    measure_basis = Text(label="法律依据", longest=300)
    measure_items = Lines(
        label="场所、设施、财物清单",
        longest=LONG * 2,
        help="每行一项，写作“名称；规格型号；数量”，还可以加“；备注”。",
    )
    measure_place = Text(label="保存或者查封、扣押的地点", longest=200)
    keeper = Text(label="保管人", longest=LINE)
    urgent = YesNo(label="情况紧急，已经先行采取")
    taken_at = Moment(label="先行采取的时间")
    measure_files = Attachments(label="证据材料")

    def steers(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return the measure, and whether it was taken before anybody approved it."""
        taken = answers["measure"] != Measure.NONE and bool(answers.get("urgent"))
        return {**super().steers(answers), "measure_taken": taken}

    @validates_schema(skip_on_field_errors=True)
    def nothing_is_taken_in_the_future(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a measure that is said to have been taken on a day still to come."""
        taken_at, today = answers.get("taken_at"), self.known.get("today")
        if taken_at and today and taken_at.date() > today:
            raise ValidationError({"taken_at": [WORDS["future"]]})

    @validates_schema(skip_on_field_errors=True)
    def a_measure_says_on_what(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a measure whose list does not name, specify and count each thing."""
        if answers["measure"] == Measure.NONE:
            return
        if any(not all(item(line)[:3]) for line in answers.get("measure_items", ())):
            raise ValidationError({"measure_items": ["每行应写作“名称；规格型号；数量”。"]})


def item(line: str) -> tuple[str, str, str, str]:
    """Return name, specification, number and note of a line of the list; what is not there is empty."""
    parts = [part.strip() for part in line.replace(";", "；").split("；")]
    name, specification, number, note = (*parts, "", "", "", "")[:4]
    return name, specification, number, note


class ApproveMeasure(TaskForm):
    """审批措施: a leader approves before it is taken (程序规定 33, 38)."""

    steering = frozenset({"measure_opinion"})
    needed_when = {"reason": ("measure_opinion", Opinion.RETURN)}

    measure_opinion = OneOf(Opinion, label="审批意见", required=True)
    reason = Text(label="退回的理由", longest=LONG, lines=True)


class RatifyMeasure(ApproveMeasure):
    """补办批准: a leader makes up for the approval of an urgent measure, or it is released (程序规定 33, 38)."""


class DisposeEvidence(TaskForm):
    """处理保存的证据 (程序规定 35)."""

    disposal = OneOf(Disposal, label="处理方式", required=True)
    disposed_on = Day(label="处理日期", required=True)
    disposal_note = Text(label="处理的情况", longest=LONG, lines=True, required=True)
    disposal_files = Attachments(label="处理的凭证")


TASK_FORMS = {
    "choose_measure": ChooseMeasure,
    "approve_measure": ApproveMeasure,
    "ratify_measure": RatifyMeasure,
    "dispose_evidence": DisposeEvidence,
}
