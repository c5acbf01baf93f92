"""How a term is brought to mind before it ends, and what becomes of one that ended undone."""

from forms.choices.choice import Choice


class ReminderKind(Choice):
    """What a case is reminded of: a term under way, or one that is over."""

    HALFWAY = "halfway", "期限过半提醒"
    NEARING = "nearing", "临近届满提醒"
    EXPIRED = "expired", "届满提醒"
    SUPERVISION = "supervision", "逾期督办"
