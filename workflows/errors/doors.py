"""What the doors of a case refuse."""

from uuid import UUID

from workflows.errors.base import CaseworkError


class TaskNotOpen(CaseworkError):
    """这一环节已经办完或已被收回，您的填写没有保存。请返回待办，查看案件现在走到哪一步。"""


class StalePage(CaseworkError):
    """您打开页面之后，案件又有了变化，这次没有提交。请核对案件现在的情况，再重新提交。"""


class SameKeyOtherBody(CaseworkError):
    """同一张表单已经提交过一次，内容与这次不同。先前的提交有效；如需更改，请从待办重新进入。"""


class PartsCollide(CaseworkError):
    """同一人在一个案件中只能担任一种职责（承办、审核、审批相互分离）。"""


class ClockSetBack(CaseworkError):
    """本机时钟比本案上一步的时间还早，什么都没有保存。系统管理员已收到告警；时钟校准后请重新提交。"""


class SupervisionAnswered(CaseworkError):
    """这一督办事项已经批示过，请刷新页面查看现在的情况。"""


class LeadSettled(CaseworkError):
    """这条线索已经办结，请刷新页面查看现在的情况。"""


class LeadAboutAnother(CaseworkError):
    """这条线索涉及的不是这一当事人，不能据此对其立案。"""


class CaseSuspended(CaseworkError):
    """案件已经中止办理，恢复以前不能办理这一环节，您的填写没有保存。中止的原因和时间请看案件页。"""


class ActRefused(CaseworkError):
    """案件现在的情况不能作这一处理，请刷新页面查看。"""


class DeadlinePassed(CaseworkError):
    """这一环节的法定期限已经届满，系统已按规定转入下一步，您的填写没有保存。请在案件页查看现在的情况。"""

    def __init__(self, case_id: UUID) -> None:
        self.case_id = case_id
        super().__init__()


class AttachmentUnknown(CaseworkError):
    """有附件没有上传成功或者已归入其他案件。请删除后重新上传，再提交。"""


class AlreadyOpen(CaseworkError):
    """这条信用记录已有一件同类案件正在办理，不能重复立案。"""


class CaseNotYours(CaseworkError):
    """您没有参与本案，也不在承办科室，不能直接查阅。确有工作需要的，请说明用途。"""

    def __init__(self, case_id: UUID) -> None:
        self.case_id = case_id
        super().__init__()


class CaseRecused(CaseworkError):
    """您已在本案回避，不能再查阅本案的材料。"""


class PersonNotYours(CaseworkError):
    """这是自然人的信用记录，与您经办的案件无关，不能直接查阅。确有工作需要的，请说明用途。"""

    def __init__(self, entity_id: int) -> None:
        self.entity_id = entity_id
        super().__init__()
