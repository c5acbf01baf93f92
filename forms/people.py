"""The forms in which an administrator changes posts: roles held, and roles exercised in another's place."""

from forms.base import TaskForm
from forms.choices import PostChange, Role
from forms.fields import AnyOfficer, Day, OneOf, Text


class ChangePost(TaskForm):
    """岗位变更: a role is given or taken away, from now on."""

    officer = AnyOfficer(label="人员", required=True)
    role = OneOf(Role, label="岗位", required=True)
    change = OneOf(PostChange, label="变更", required=True)


class Delegate(TaskForm):
    """代行职责: one officer acts in the place of another for a time, such as a head of section away."""

    officer = AnyOfficer(label="由谁委托", required=True, help="现在担任这一岗位的人员。")
    delegate = AnyOfficer(label="由谁代行", required=True)
    role = OneOf(Role, label="代行的岗位", required=True)
    from_day = Day(label="第一日", required=True, ahead=True)
    until_day = Day(label="最后一日", required=True, ahead=True)
    reason = Text(label="事由", longest=300, required=True, help="如出差、休假、临时主持工作，写明批准文号。")


class EndDelegation(TaskForm):
    """结束代行: a delegation ends before its last day."""

    reason = Text(label="提前结束的事由", longest=300, required=True)
