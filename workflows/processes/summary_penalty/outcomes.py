"""How a case of the summary procedure ends."""

from forms.choices import Choice


class Outcome(Choice):
    """How a case of the summary procedure ends."""

    PENALISED = "PENALISED", "给予行政处罚"
