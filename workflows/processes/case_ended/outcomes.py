"""How a case ends that is ended as a whole."""

from forms.choices import Choice


class Outcome(Choice):
    """How a case ends that is ended as a whole."""

    ENDED = "ENDED", "终止办理"
