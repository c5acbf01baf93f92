"""How a case ends whose record was withdrawn."""

from forms.choices import Choice


class Outcome(Choice):
    """How a case ends whose record was withdrawn."""

    ENDED = "ENDED", "记录已撤回，终止办理"
