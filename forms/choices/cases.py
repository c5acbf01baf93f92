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


class Outcome(Choice):
    """How a case ends (§1.5 for credit repair)."""

    NOTIFIED = "NOTIFIED", "已告知"

    GRANTED = "GRANTED", "准予修复"
    REFUSED = "REFUSED", "不予修复"
    NOT_ACCEPTED = "NOT_ACCEPTED", "不予受理"
    LAPSED = "LAPSED", "逾期未补正，视为撤回"
    WITHDRAWN_BY_PARTY = "WITHDRAWN_BY_PARTY", "当事人撤回"
    TRANSFERRED = "TRANSFERRED", "移送有权机关"
    ENDED = "ENDED", "记录已撤回，终止办理"

    NOT_FILED = "NOT_FILED", "不予立案"
    TERMINATED = "TERMINATED", "终止调查"
    PENALISED = "PENALISED", "给予行政处罚"
    NOT_PENALISED = "NOT_PENALISED", "不予行政处罚"
    CASE_WITHDRAWN = "CASE_WITHDRAWN", "撤销案件"


class Opinion(Choice):
    """What a reviewer or approver answers."""

    AGREE = "agree", "同意"
    RETURN = "return", "退回承办人"
