"""How an application for credit repair ends (§1.5)."""

from forms.choices import Choice


class Outcome(Choice):
    """How an application for credit repair ends (§1.5)."""

    GRANTED = "GRANTED", "准予修复"
    REFUSED = "REFUSED", "不予修复"
    NOT_ACCEPTED = "NOT_ACCEPTED", "不予受理"
    LAPSED = "LAPSED", "逾期未补正，视为撤回"
    WITHDRAWN_BY_PARTY = "WITHDRAWN_BY_PARTY", "当事人撤回"
    TRANSFERRED = "TRANSFERRED", "移送有权机关"
