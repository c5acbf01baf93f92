"""How a repair notice ends."""

from forms.choices import Choice


class Outcome(Choice):
    """How a repair notice ends."""

    NOTIFIED = "NOTIFIED", "已告知"
