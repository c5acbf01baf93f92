"""What the record of a 限期整改 says: in which case, and how it ended; what was found stays in the case."""

from marshmallow import fields

from forms.records import RecordForm


class Facts(RecordForm):
    """The result of a rectification (§3.2, process outcomes)."""

    case_number = fields.String(required=True, metadata={"label": "案号"})
    outcome = fields.String(required=True, metadata={"label": "结果代码"})
    result = fields.String(required=True, metadata={"label": "整改结果"})
    concluded_on = fields.Date(required=True, metadata={"label": "办结日期"})
