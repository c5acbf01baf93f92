"""How a visit ends."""

from forms.choices import Choice


class Outcome(Choice):
    """How a visit ends."""

    VISITED = "VISITED", "已走访"
    DROPPED = "DROPPED", "不作记录"
