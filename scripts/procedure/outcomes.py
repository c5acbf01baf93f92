"""How a case ends."""

from forms.choices import Choice


class Outcome(Choice):
    """How a case ends."""

    DONE = "DONE", "已办理"
    DROPPED = "DROPPED", "不作记录"
