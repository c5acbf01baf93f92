"""Who may not do what he was named for."""

from workflows.errors.base import CaseworkError


class OfficerUnfit(CaseworkError):
    """所选的另一名执法人员不符合要求，请另选一名。"""


class ColleagueUnasked(CaseworkError):
    """另一名执法人员须用本人账号确认协办，现在还没有同意。"""

    def __init__(self, officer_id: int, department_id: int) -> None:
        """Take who is to be asked, and the section that handles the case."""
        self.officer_id, self.department_id = officer_id, department_id
        super().__init__()


class RequestSettled(CaseworkError):
    """这项协办请求已经答复、撤回或者失效，请刷新页面查看现在的情况。"""


class CertificateLapsed(CaseworkError):
    """须由两名以上执法人员办理的事项，每一名都要持有有效的执法证件；您的执法证没有登记或者已经过期，请由其他人员办理，或者请系统管理员更新证件信息。"""


class ReviewerUnqualified(CaseworkError):
    """初次从事行政处罚决定法制审核的人员，应当通过国家统一法律职业资格考试取得法律职业资格；您的资格没有登记，不能法制审核。请由有资格的人员办理，或者请系统管理员登记资格证书。"""


class MemberUnfit(CaseworkError):
    """所选的出席人员不符合要求：须是在职的本局负责人，没有参加本案的承办、审核或者听证，也没有在本案回避。不符合的是："""


class HearingOfficerUnfit(CaseworkError):
    """所选的听证主持人或者记录人不符合要求：须是在职人员，没有参加本案的调查、审核、审批，也没有在本案回避；主持人还须担任听证主持人岗位。不符合的是："""


class DelegationUnfit(CaseworkError):
    """这一岗位不能这样委托代行。"""


class AccountUnfit(CaseworkError):
    """这个账号不能这样变更。"""


class ReassignmentUnfit(CaseworkError):
    """这一待办不能这样改派。"""


class AppointmentClosed(CaseworkError):
    """这项岗位变更已经确认或者已经不同意，不能再变。"""


class SecondAdministratorNeeded(CaseworkError):
    """这一岗位的变更须由另一名系统管理员确认，提出人和本人不能确认。"""


class PostUnfit(CaseworkError):
    """岗位没有变更。"""
