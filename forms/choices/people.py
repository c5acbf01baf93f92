"""What people are in the bureau and in a case, and why they step out."""

from forms.choices.choice import Choice


class Part(Choice):
    """What one person is in one case; nobody is two of these in the same case (程序规定 49)."""

    HANDLING = "handling", "承办"
    REVIEWING = "reviewing", "审核"
    APPROVING = "approving", "审批"
    HEARING = "hearing", "听证主持"


class Role(Choice):
    """What an officer may be in a case (the lanes of the diagrams), or in the system."""

    WINDOW = "window", "窗口"
    CASE_OFFICER = "case_officer", "承办人"
    UNIT_HEAD = "unit_head", "科室负责人"
    REVIEWER = "reviewer", "审核人"
    LEGAL_REVIEWER = "legal_reviewer", "法制审核人"
    HEARING_HOST = "hearing_host", "听证主持人"
    APPROVER = "approver", "审批人"
    CHIEF = "chief", "主要负责人"
    PANEL = "panel", "集体讨论"
    CREDIT_SECTION = "credit_section", "信用监管科"
    AUDITOR = "auditor", "监督审计"
    SYSTEM_ADMINISTRATOR = "system_administrator", "系统管理员"

    @property
    def part(self) -> Part:
        """The part in a case that answering in this role makes of an officer; KeyError unless it is in PARTS."""
        return PARTS[self]


PARTS = {
    Role.WINDOW: Part.HANDLING,
    Role.CASE_OFFICER: Part.HANDLING,
    Role.CREDIT_SECTION: Part.HANDLING,
    Role.UNIT_HEAD: Part.REVIEWING,
    Role.REVIEWER: Part.REVIEWING,
    Role.LEGAL_REVIEWER: Part.REVIEWING,
    Role.HEARING_HOST: Part.HEARING,
    Role.APPROVER: Part.APPROVING,
    Role.CHIEF: Part.APPROVING,
    Role.PANEL: Part.APPROVING,
}
"""The roles in which one may answer a task; auditors and administrators have no part in any case."""

DECIDING = frozenset(role for role, part in PARTS.items() if part in {Part.REVIEWING, Part.APPROVING})
"""The roles in which one agrees to what others did."""


class PostChange(Choice):
    """What becomes of a role that an officer holds."""

    GRANT = "grant", "担任"
    REVOKE = "revoke", "不再担任"


class PartThrough(Choice):
    """How somebody came to have a part in a case."""

    ACTED = "acted", "办理"
    AGREED = "agreed", "同意协办"
    NAMED = "named", "指定"


class SecondOfficerVerdict(Choice):
    """What became of a request to be the second of two officers."""

    AGREED = "agreed", "同意协办"
    DECLINED = "declined", "不能协办"
    WITHDRAWN = "withdrawn", "已撤回"


class RecusalGround(Choice):
    """Why an officer steps out of a case (行政处罚法 43)."""

    INTEREST = "interest", "与案件有直接利害关系"
    RELATION = "relation", "有其他关系可能影响公正执法"


class RecusalRequest(Choice):
    """Who asked that an officer step out."""

    OFFICER = "officer", "本人申请"
    PARTY = "party", "当事人申请"
    BUREAU = "bureau", "本局依职权"
