"""How a case ends that the party withdraws as a whole."""

from forms.choices import Choice


class Outcome(Choice):
    """How a case ends that the party withdraws as a whole."""

    WITHDRAWN = "WITHDRAWN_AS_A_WHOLE", "当事人撤回"
