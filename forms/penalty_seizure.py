"""Forms of 查封扣押期间的办理 (what is done while property is seized), PEN-07."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms.base import TaskForm
from forms.choices import Opinion
from forms.fields import Attachments, Day, Number, OneOf, Text
from forms.penalty_words import SeizureCourse

LONG = 2000
LINE = 100


class KeepProperty(TaskForm):
    """处理查封扣押财物: release, have something tested in a fixed time, or ask for a longer time, once."""

    steering = frozenset({"seizure_course"})
    needed_when = dict.fromkeys(
        ("testing_body", "testing_items", "testing_days"), ("seizure_course", SeizureCourse.TESTING)
    )

    seizure_course = OneOf(SeizureCourse, label="处理意见", required=True)
    seizure_reason = Text(label="理由", longest=LONG, lines=True, required=True)
    testing_body = Text(label="检测、检验、检疫、鉴定的机构", longest=LINE)
    testing_items = Text(label="送检的物品和项目", longest=LONG, lines=True)
    testing_days = Number(
        label="检测、检验、检疫、鉴定的期间（日，自今日起）",
        most=365,
        help="期间应当明确并书面告知当事人，不计入查封、扣押的期限；期间届满没有结果的，期限继续计算。",
    )
    seizure_files = Attachments(label="有关材料")

    @validates_schema(skip_on_field_errors=True)
    def extended_once(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a second extension (行政强制法 25)."""
        if answers["seizure_course"] == SeizureCourse.EXTEND and self.known.get("seizure_extended"):
            raise ValidationError({"seizure_course": ["查封、扣押的期限已经延长一次，不能再次延长。"]})


class ReceiveSeizureResult(TaskForm):
    """收取检测结果: the time of testing ends at the latest on the day of which the party was told."""

    testing_received_on = Day(label="收到结果的日期", required=True)
    testing_result = Text(label="检测、检验、检疫、鉴定的结果", longest=LONG, lines=True, required=True)
    testing_review = Text(
        label="对结果有异议时的权利",
        longest=300,
        help="法律、法规规定可以复检、重新鉴定的，写明期限和受理机构。",
    )
    testing_files = Attachments(label="报告", at_least=1, required=True)


class ApproveSeizureExtension(TaskForm):
    """批准延长查封、扣押."""

    steering = frozenset({"seizure_extension_opinion"})
    needed_when = {"reason": ("seizure_extension_opinion", Opinion.RETURN)}

    seizure_extension_opinion = OneOf(Opinion, label="审批意见", required=True)
    reason = Text(label="退回的理由", longest=LONG, lines=True)


TASK_FORMS = {
    "keep_property": KeepProperty,
    "receive_seizure_result": ReceiveSeizureResult,
    "approve_seizure_extension": ApproveSeizureExtension,
}
