"""The form in which something new is made known of a party that is on file."""

from forms.base import TaskForm
from forms.choices import FirmPost, MadeKnown, PartyStatus, SuccessionManner
from forms.fields import Day, OneOf, Text

OF_THE_REGISTER = "renamed representative address status"
POSTS = "post_taken post_left"
OF_ANOTHER = f"same_as branch_of branch_ended succeeded_by {POSTS}"


class ChangeParty(TaskForm):
    """登记变更: what changed, from which day and by which document; what was stays on record."""

    needed_when = {
        "name": ("kind", "renamed"),
        "legal_representative": ("kind", "representative"),
        "address": ("kind", "address"),
        "status": ("kind", "status"),
        "other_code": ("kind", OF_ANOTHER),
        "manner": ("kind", "succeeded_by"),
        "post": ("kind", POSTS),
    }
    offered_when = {"correction": ("kind", OF_THE_REGISTER)}

    kind = OneOf(MadeKnown, label="变更事项", required=True)
    name = Text(
        label="变更后的名称", longest=200, help="与变更后的营业执照一致。原来的名称保留，仍然可以查到。"
    )
    legal_representative = Text(label="变更后的法定代表人（负责人、经营者）", longest=50)
    address = Text(
        label="变更后的住所（经营场所）", longest=200, help="与变更后的营业执照一致，印在以后的文书上。"
    )
    status = OneOf(PartyStatus, label="变更后的登记状态", help="以登记机关公示的为准。")
    other_code = Text(
        label="另一主体的统一社会信用代码或者工商注册号，自然人填写证件号码",
        longest=64,
        help="另一主体应当已经在系统中登记。登记为同一主体的，以后以另一主体为准，本主体名下的记录保留，两边都能看到。"
        "证件号码只用来查找，不保存。",
    )
    post = OneOf(
        FirmPost,
        label="职务或者责任",
        help="登记有误的，再登记一次“不再任职”，日期与任职的日期相同。",
    )
    manner = OneOf(
        SuccessionManner,
        label="承继的方式",
        help="分立为几个主体的，逐个登记。正在办理的案件怎么办，登记后在案件页面提示。",
    )
    from_day = Day(
        label="变更日期",
        required=True,
        help="登记机关核准的日期。以前登记有误的，填写原来的日期，登记正确的内容。",
    )
    source = Text(
        label="依据", longest=300, required=True, help="登记通知书、营业执照等的名称和文号，以及核对的情况。"
    )
    correction = Text(
        label="更正的原因",
        longest=200,
        help="一般不填。以前登记有误，或者注销、撤销被依法恢复的，写明原因和由谁核对。",
    )
