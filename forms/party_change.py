"""The form in which something new is made known of a party that is on file."""

from forms.base import TaskForm
from forms.choices import MadeKnown
from forms.fields import Day, OneOf, Text


class ChangeParty(TaskForm):
    """登记变更: a new name, or that a party is the same as another one on file; what was stays on record."""

    needed_when = {"name": ("kind", "renamed"), "other_code": ("kind", "same_as")}

    kind = OneOf(MadeKnown, label="变更事项", required=True)
    name = Text(
        label="变更后的名称", longest=200, help="与变更后的营业执照一致。原来的名称保留，仍然可以查到。"
    )
    other_code = Text(
        label="另一主体的统一社会信用代码或者工商注册号",
        longest=50,
        help="以后以另一主体为准，本主体名下的记录保留，两边都能看到。",
    )
    from_day = Day(label="变更日期", required=True)
    source = Text(
        label="依据", longest=300, required=True, help="登记通知书、营业执照等的名称和文号，以及核对的情况。"
    )
