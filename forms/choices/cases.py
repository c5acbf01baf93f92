"""What moves a case, how it ends, and what an opinion says."""

from forms.choices.choice import Choice


class StepKind(Choice):
    """What moved a case."""

    OPENED = "opened", "登记"
    COMPLETED = "completed", "办理"
    TIMER = "timer", "到期"
    MESSAGE = "message", "消息"


class DeadlineEnd(Choice):
    """The one end of a deadline."""

    MET = "met", "按期完成"
    FIRED = "fired", "已到期"
    CANCELLED = "cancelled", "不再适用"


class Opinion(Choice):
    """What a reviewer or approver answers."""

    AGREE = "agree", "同意"
    RETURN = "return", "退回承办人"
