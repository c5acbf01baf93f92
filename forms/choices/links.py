"""Why one case is linked to another."""

from forms.choices.choice import Choice


class LinkReason(Choice):
    """Why one case is linked to another; said of the one that came later."""

    OPENED_TOGETHER = "opened_together", "一并登记"
