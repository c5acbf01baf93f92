"""How a penalty case ends."""

from forms.choices import Choice


class Outcome(Choice):
    """How a penalty case ends."""

    NOT_FILED = "NOT_FILED", "不予立案"
    TERMINATED = "TERMINATED", "终止调查"
    PENALISED = "PENALISED", "给予行政处罚"
    NOT_PENALISED = "NOT_PENALISED", "不予行政处罚"
    CASE_WITHDRAWN = "CASE_WITHDRAWN", "撤销案件"
    TRANSFERRED = "TRANSFERRED", "移送有权机关"
