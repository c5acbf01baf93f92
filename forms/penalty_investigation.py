"""Forms of 调查取证 (the investigation), PEN-05, and of what stops or ends it (程序规定 46, 47, 64)."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms.base import TaskForm
from forms.choices import Opinion
from forms.fields import Attachments, Day, Lines, Number, OfficerId, OneOf, Text, YesNo
from forms.penalty_words import InvestigationCourse, SuspensionGround, TerminationGround

LONG = 2000
LINE = 100


class Investigate(TaskForm):
    """调查取证: by two officers, certificates shown and rights told; then where it goes from here."""

    steering = frozenset({"investigation_course"})
    needed_when = {
        "suspension_ground": ("investigation_course", InvestigationCourse.SUSPEND),
        "termination_ground": ("investigation_course", InvestigationCourse.TERMINATE),
        "extension_reason": ("investigation_course", InvestigationCourse.EXTEND),
        "testing": ("investigation_course", InvestigationCourse.TESTING),
    }

    investigation_course = OneOf(InvestigationCourse, label="调查进展", required=True)
    second_officer = OfficerId(label="另一名执法人员", required=True)
    certificates_shown = YesNo(label="已向当事人出示执法证件", required=True)
    rights_told = YesNo(label="首次取证时已告知陈述、申辩和申请回避的权利", required=True)
    investigation_summary = Text(label="调查的情况", longest=LONG, lines=True, required=True)
    record_files = Attachments(label="现场笔录、询问笔录", help="有当事人签名的扫描件。")
    evidence_files = Attachments(label="其他证据", help="书证、物证照片、视听资料、抽样记录、检验报告等。")
    testing = Text(label="送检的机构和项目", longest=LINE)
    extension_reason = Text(label="申请延长的理由", longest=LONG, lines=True)
    suspension_ground = OneOf(SuspensionGround, label="中止的情形")
    termination_ground = OneOf(TerminationGround, label="终止的情形")
    course_note = Text(label="中止、终止的说明", longest=LONG, lines=True)

    @validates_schema(skip_on_field_errors=True)
    def nobody_is_questioned_untold(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse evidence taken without certificates and without telling the rights (程序规定 21, 22)."""
        untold = [name for name in ("certificates_shown", "rights_told") if not answers[name]]
        if untold:
            raise ValidationError({name: ["这是取证的前提，请补办后再提交。"] for name in untold})


class ApproveCourse(TaskForm):
    """审批办案事项 (form 8): longer time, suspension or termination."""

    steering = frozenset({"course_opinion"})
    needed_when = {"reason": ("course_opinion", Opinion.RETURN)}

    course_opinion = OneOf(Opinion, label="审批意见", required=True)
    reason = Text(label="退回的理由", longest=LONG, lines=True)


class DiscussExtension(TaskForm):
    """集体讨论再次延期 (程序规定 64): agreed to only with a length that is fixed at once."""

    steering = frozenset({"course_opinion"})
    needed_when = {
        "extension_days": ("course_opinion", Opinion.AGREE),
        "reason": ("course_opinion", "return"),
    }

    course_opinion = OneOf(Opinion, label="讨论结论", required=True)
    extension_days = Number(label="继续延长的日数", most=365)
    discussed_on = Day(label="讨论日期", required=True)
    present = Lines(label="出席人员", longest=LONG, required=True, help="每行一人。")
    opinions = Text(label="讨论的意见", longest=LONG, lines=True, required=True)
    reason = Text(label="不同意的理由", longest=LONG, lines=True)
    minutes_files = Attachments(label="集体讨论记录")


class ResumeInvestigation(TaskForm):
    """恢复调查: why the time is counted further."""

    resumed_because = Text(label="恢复的原因或者检测结果", longest=LONG, lines=True, required=True)
    resume_files = Attachments(label="有关材料")


TASK_FORMS = {
    "investigate": Investigate,
    "approve_course": ApproveCourse,
    "discuss_extension": DiscussExtension,
    "resume_investigation": ResumeInvestigation,
}
