"""How a rectification ends."""

from forms.choices import Choice


class Outcome(Choice):
    """How a rectification ends."""

    CORRECTED_ON_THE_SPOT = "CORRECTED_ON_THE_SPOT", "当场改正"
    RECTIFIED = "RECTIFIED", "已整改"
    NOT_RECTIFIED = "NOT_RECTIFIED", "整改不到位"
    UNREACHABLE = "UNREACHABLE", "查找不到当事人"
