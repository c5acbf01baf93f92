"""Where a lead (线索) came from, and where it stands."""

from forms.choices.choice import Choice


class LeadSource(Choice):
    """Where a lead came from (程序规定 18)."""

    INSPECTION = "inspection", "监督检查"
    COMPLAINT = "complaint", "投诉举报"
    TRANSFER = "transfer", "其他部门移送"
    ASSIGNED = "assigned", "上级机关交办"
    OTHER_PROCEDURE = "other_procedure", "本局其他程序转入"


class LeadStanding(Choice):
    """What was last done with a lead."""

    REGISTERED = "registered", "待分派"
    REFERRED = "referred", "转来待分派"
    ASSIGNED = "assigned", "核查中"
    DISMISSED = "dismissed", "不予处理"
    TRANSFERRED = "transferred", "已移送"
    OPENED = "opened", "已立案"


SETTLED = frozenset({LeadStanding.DISMISSED, LeadStanding.TRANSFERRED, LeadStanding.OPENED})
"""After these nothing more is done with a lead."""
