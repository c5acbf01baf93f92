"""The form of 送达 (service of a document), which other procedures call."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms.base import TaskForm
from forms.choices import ServiceMode
from forms.fields import Attachments, Day, OfficerId, OneOf, Text, YesNo


class Serve(TaskForm):
    """送达: one attempt, its proof, and whether the document arrived (程序规定 82–83)."""

    steering = frozenset({"served"})
    needed_when = {
        "receiver": ("served", "true"),
        "proof_files": ("served", "true"),
        "failure": ("served", "false"),
    }

    mode = OneOf(ServiceMode, label="送达方式", required=True)
    served = YesNo(label="已经送达", required=True)
    happened_on = Day(
        label="日期",
        required=True,
        help="直接送达填签收日；邮寄填回执上的收件日；电子送达填到达对方系统的日期。",
    )
    receiver = Text(label="签收人", longest=100, help="本人、法定代表人、收发人员或者代理人等。")
    second_officer = OfficerId(label="另一名送达人")
    proof_files = Attachments(label="送达凭证", help="签收的送达回证、邮寄回执或者到达对方系统的截图。")
    failure = Text(label="未送达的原因", longest=300)
    note = Text(label="备注", longest=300)

    @validates_schema(skip_on_field_errors=True)
    def electronic_only_with_consent(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse electronic service without the consent that the party signed."""
        if answers["mode"] == ServiceMode.ELECTRONIC and not self.known.get("electronic_consent"):
            raise ValidationError({"mode": ["当事人没有签名同意电子送达，请改用直接送达或者邮寄送达。"]})


TASK_FORMS = {"serve": Serve}
