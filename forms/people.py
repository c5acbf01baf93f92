"""The forms in which an administrator changes posts, accounts, and roles exercised in another's place."""

from forms.base import TaskForm
from forms.choices import AccountDeed, PostChange, Role
from forms.fields import AnyOfficer, Day, OneOf, Text


class ChangePost(TaskForm):
    """岗位变更: a role is given or taken away, from now on."""

    officer = AnyOfficer(label="人员", required=True)
    role = OneOf(Role, label="岗位", required=True)
    change = OneOf(PostChange, label="变更", required=True)
    reason = Text(label="事由", longest=300, required=True, help="写明任免文件的文号或者会议，留在档案中。")


class Delegate(TaskForm):
    """代行职责: one officer acts in the place of another for a time, such as a head of section away."""

    officer = AnyOfficer(label="由谁委托", required=True, help="现在担任这一岗位的人员。")
    delegate = AnyOfficer(label="由谁代行", required=True)
    role = OneOf(Role, label="代行的岗位", required=True)
    from_day = Day(label="第一日", required=True, ahead=True)
    until_day = Day(label="最后一日", required=True, ahead=True)
    reason = Text(
        label="事由",
        longest=300,
        required=True,
        help="如出差、休假、临时主持工作、抽调，写明批准文号。",
    )


class EndDelegation(TaskForm):
    """结束代行: a delegation ends before its last day."""

    reason = Text(label="提前结束的事由", longest=300, required=True)


class ChangeAccount(TaskForm):
    """账号变更: something is done to an account, for a reason that stays on record."""

    deed = OneOf(
        AccountDeed,
        label="变更",
        required=True,
        help="重置密码：现有的登录全部结束，本人用新密码登录后须先更改；"
        "担任审批、监督审计和系统管理等岗位的，在服务器上重置。停用账号：立即不能登录，领取的待办退回科室。",
    )
    reason = Text(label="事由", longest=300, required=True)


class Reassign(TaskForm):
    """改派: a claimed task goes to another, or back to the section, because its claimer is away or overburdened."""

    to = AnyOfficer(label="改派给", help="不填的，退回科室，由同岗位的人员领取。")
    reason = Text(label="事由", longest=300, required=True, help="如病假、出差、任务较多，留在案件中。")


class Certify(TaskForm):
    """登记执法证: a certificate is entered or renewed (行政处罚法 42)."""

    number = Text(label="执法证号", longest=32, required=True)
    until = Day(label="有效期至", required=True, ahead=True)
