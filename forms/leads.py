"""Forms of the desk for leads (线索): one is registered, assigned, referred, transferred or dismissed."""

from forms.base import TaskForm
from forms.choices import LeadSource
from forms.fields import AnyOfficer, Attachments, Day, DepartmentId, OneOf, Text

LONG = 2000
LINE = 100
REASON = 300


class NewLead(TaskForm):
    """登记线索."""

    source = OneOf(LeadSource, label="线索来源", required=True)
    received_on = Day(label="发现线索或者收到材料的日期", required=True)
    content = Text(label="线索的主要内容", longest=LONG, lines=True, required=True, personal=True)
    department = DepartmentId(label="分办科室", required=True, help="由这一科室的负责人分派、转办或者处理。")
    reporter = Text(
        label="提供线索的人或者单位",
        longest=LINE,
        personal=True,
        help="本局自行发现的不填。只有登记人和核查这一线索的人员看得到。",
    )
    contact = Text(label="联系方式", longest=LINE, personal=True)
    files = Attachments(label="线索材料")


class WithReason(TaskForm):
    """A form in which something is done with a lead, for a reason."""

    reason = Text(label="理由", longest=REASON, lines=True, required=True, personal=True)


class AssignLead(TaskForm):
    """分派线索: who looks at it."""

    officer = AnyOfficer(label="核查人员", required=True)
    reason = Text(label="核查要求", longest=REASON, lines=True, personal=True)


class ReferLead(WithReason):
    """转办线索: another section of the bureau sorts it."""

    department = DepartmentId(label="转办科室", required=True)


class TransferLead(WithReason):
    """移送线索: another authority is competent."""

    receiver = Text(label="受移送的机关", longest=LINE, required=True)


class DismissLead(WithReason):
    """不予处理: nothing is to be looked at further."""
