"""What is done with a case as a whole, and what became of asking for it."""

from forms.choices.choice import Choice


class CaseActKind(Choice):
    """What is done with a case as a whole."""

    SUSPEND = "suspend", "中止办理"
    RESUME = "resume", "恢复办理"
    WITHDRAW = "withdraw", "当事人撤回"
    END = "end", "终止办理"


class ActVerdict(Choice):
    """What became of an act that was asked for."""

    AGREED = "agreed", "同意"
    DECLINED = "declined", "不同意"
    DROPPED = "dropped", "提出人撤回"
