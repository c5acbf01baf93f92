"""Forms of 整改期间 (while the party puts things right), a stage of rectification."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms.base import TaskForm
from forms.fields import Attachments, Day, Number, OneOf, Text
from forms.rectification_words import ExtensionOpinion, FollowUp

LONG = 2000


class RecordFollowUp(TaskForm):
    """登记整改期间的情况 (P2-06, P2-08): the report, a statement, or a request for more time."""

    steering = frozenset({"follow_up_kind"})
    needed_when = {
        "report": ("follow_up_kind", FollowUp.REPORT),
        "report_files": ("follow_up_kind", FollowUp.REPORT),
        "statement": ("follow_up_kind", FollowUp.STATEMENT),
        "statement_reply": ("follow_up_kind", FollowUp.STATEMENT),
        "extension_reason": ("follow_up_kind", FollowUp.EXTENSION_REQUEST),
        "extension_days": ("follow_up_kind", FollowUp.EXTENSION_REQUEST),
        "request_files": ("follow_up_kind", FollowUp.EXTENSION_REQUEST),
    }

    follow_up_kind = OneOf(FollowUp, label="收到什么", required=True)
    received_on = Day(label="收到日期", required=True)
    report = Text(label="报告的整改情况", longest=LONG, lines=True, help="逐项写明措施、完成日期和责任人。")
    report_files = Attachments(label="整改报告和证据")
    statement = Text(label="陈述的内容", longest=LONG, lines=True, help="陈述不影响整改期限的计算。")
    statement_reply = Text(label="核实的情况和答复", longest=LONG, lines=True)
    extension_reason = Text(label="申请延期的理由", longest=LONG, lines=True)
    extension_days = Number(label="申请延长的日数", help="不得超过原期限。")
    request_files = Attachments(label="延期申请书")

    @validates_schema(skip_on_field_errors=True)
    def received_after_the_order(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse what came in before the order was served."""
        served_on = self.known.get("order_served_on")
        if served_on and str(answers["received_on"]) < served_on:
            raise ValidationError({"received_on": ["这一天还没有送达责令改正的文书，请核对。"]})

    @validates_schema(skip_on_field_errors=True)
    def more_time_is_open(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a request for more time that nobody may grant, or for more than the first term."""
        if answers["follow_up_kind"] is not FollowUp.EXTENSION_REQUEST:
            return
        if why := self.known.get("extension_barred"):
            raise ValidationError({"follow_up_kind": [why]})
        most = self.known.get("extension_most")
        if most and answers.get("extension_days", 0) > most:
            raise ValidationError({"extension_days": [f"延长的日数不得超过原期限（{most}日）。"]})


class DecideExtension(TaskForm):
    """审批延期申请 (P2-07): the head of the section, before the answer goes to the party."""

    steering = frozenset({"extension_opinion"})
    needed_when = {"refusal_reason": ("extension_opinion", ExtensionOpinion.REFUSE)}

    extension_opinion = OneOf(ExtensionOpinion, label="审批意见", required=True)
    refusal_reason = Text(label="不予延期的理由", longest=LONG, lines=True)


TASK_FORMS = {"follow_up": RecordFollowUp, "decide_extension": DecideExtension}
