"""Form of 处罚信息公示登记 (that a penalty was published is checked and recorded), PEN-18."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms.base import TaskForm
from forms.fields import Attachments, Day, Text, YesNo


class RecordPublication(TaskForm):
    """登记公示情况: whoever checks what is shown is not the one who entered it (公示规定 16)."""

    same_content = YesNo(label="各公示渠道的内容与处罚信息摘要一致", required=True)
    credit_china_on = Day(label="信用中国公示的日期", required=True)
    gsxt_on = Day(label="国家企业信用信息公示系统公示的日期", required=True)
    pushed_on = Day(label="推送当事人登记地的日期", help="当事人登记地在本省的不填。")
    publication_note = Text(label="说明", longest=300, lines=True)
    publication_files = Attachments(label="公示页面的截图")

    @validates_schema(skip_on_field_errors=True)
    def nothing_wrong_is_shown(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse to record a publication whose content is not that of the summary."""
        if not answers["same_content"]:
            raise ValidationError({"same_content": ["公示的内容有误，请先更正，再登记。"]})


TASK_FORMS = {"record_publication": RecordPublication}
