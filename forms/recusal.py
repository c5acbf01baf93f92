"""The form of a decision that an officer steps out of a case (回避)."""

from forms.base import TaskForm
from forms.choices import RecusalGround, RecusalRequest
from forms.fields import AnyOfficer, Members, OneOf, Text


class Recuse(TaskForm):
    """决定回避: who steps out, why, and who asked for it (行政处罚法 43, 程序规定 4)."""

    officer = AnyOfficer(label="回避人员", required=True)
    kind = OneOf(RecusalGround, label="回避事由", required=True)
    ground = Text(label="具体情况", longest=300, lines=True, required=True)
    asked_by = OneOf(RecusalRequest, label="由谁提出", required=True)
    members = Members(
        label="集体讨论的负责人", help="只在决定主要负责人回避时填写：由本局负责人集体讨论决定。"
    )
