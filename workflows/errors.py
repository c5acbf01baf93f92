"""What can go wrong in casework; each docstring is the sentence that a person reads."""

import inspect
from uuid import UUID


class CaseworkError(Exception):
    """办理没有完成，什么都没有保存。请重试；仍不成功时，把页面上的事件编号告诉系统管理员。"""

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__(inspect.cleandoc(type(self).__doc__ or "") + detail)


class TaskNotOpen(CaseworkError):
    """这一环节已经办完或已被收回，您的填写没有保存。请返回待办，查看案件现在走到哪一步。"""


class StalePage(CaseworkError):
    """您打开页面之后，案件又有了变化，这次没有提交。请核对案件现在的情况，再重新提交。"""


class SameKeyOtherBody(CaseworkError):
    """同一张表单已经提交过一次，内容与这次不同。先前的提交有效；如需更改，请从待办重新进入。"""


class NotAllowed(CaseworkError):
    """您没有办理这一环节的权限。"""


class PartsCollide(CaseworkError):
    """同一人在一个案件中只能担任一种职责（承办、审核、审批相互分离）。"""


class LawGap(CaseworkError):
    """裁量表中没有一行适用于这些事实，不能自动得出结论。请把案情告诉信用监管科核对裁量表。"""


class LawConflict(CaseworkError):
    """裁量表中有几行同时适用于这些事实，结论不唯一。请把案情告诉信用监管科核对裁量表。"""


class RecordNotInState(CaseworkError):
    """这条信用记录现在的状态不允许这样办理。"""


class DocumentIncomplete(CaseworkError):
    """文书缺少必备内容，没有制发。请补齐后再提交："""


class RenderingFailed(CaseworkError):
    """文书排版没有成功，文书内容已保存，可以重新排版。"""


class BrokenState(CaseworkError):
    """案件的流程状态未通过完整性校验，已停止办理。请立即通知系统管理员。"""


class NotFound(CaseworkError):
    """没有找到您要的内容，可能编号有误，或您没有查看权限。"""


class DocumentUnprintable(DocumentIncomplete):
    """文书中有不能印制的内容，没有印制。请更正有关文字后重新制发："""


class CatalogueFault(CaseworkError):
    """文书目录有误，系统没有启动。请按下面指出的位置改正后重新启动："""


class LawFileFaulty(CaseworkError):
    """法规目录中的文件有误，系统不能据此办理。请按下面的位置改正后重新启动："""


class LawUnknown(CaseworkError):
    """法规目录中没有这一项，请核对名称，或请信用监管科补入："""


class FactsUnfit(CaseworkError):
    """裁量表所需的事实缺少或填写不当，没有得出结论。请补正："""


class DiagramRefused(CaseworkError):
    """流程图有误，系统没有采用。请按下面指出的位置改正流程图后重新启动："""


class DiagramFailed(CaseworkError):
    """流程图在运行中遇到不能判断的情况，案件保持原状。请把下面的说明告诉系统管理员："""


class NotPlainData(CaseworkError):
    """流程数据只能是文字、数字、是非、空值或文字列表，案件保持原状。请把下面的说明告诉系统管理员："""


class MessageNotAwaited(CaseworkError):
    """案件现在不等待这条消息，消息没有处理。请核对案件走到了哪一步："""


class HalfDone(CaseworkError):
    """这次办理中途出错，案件保持原来的状态，半途的结果不能保存。请重新打开案件再办理。"""


class UnreadableFile(CaseworkError):
    """文件没有导入，系统里的内容没有任何变化。请按下面的说明改正后重新上传："""


class BrokenSeal(CaseworkError):
    """加密保存的内容未通过校验，不能打开。请立即通知系统管理员。"""


class DeadlinePassed(CaseworkError):
    """这一环节的法定期限已经届满，系统已按规定转入下一步，您的填写没有保存。请在案件页查看现在的情况。"""

    def __init__(self, case_id: UUID) -> None:
        self.case_id = case_id
        super().__init__()


class OfficerUnfit(CaseworkError):
    """所选的另一名执法人员不符合要求：须是本局在职人员、执法证件有效、不是您本人，也没有在本案回避。"""


class AttachmentUnknown(CaseworkError):
    """有附件没有上传成功或者已归入其他案件。请删除后重新上传，再提交。"""


class AlreadyOpen(CaseworkError):
    """这条信用记录已有一件同类案件正在办理，不能重复立案。"""


class ConditionsChanged(CaseworkError):
    """核实之后情况有了变化，与您看到的审核意见不一致，决定没有作出。请退回承办人重新核实。"""


class ServedTooEarly(CaseworkError):
    """送达日期不能早于文书的制发日期，请核对。"""


class JobFaulty(CaseworkError):
    """后台任务的登记有误，系统没有启动。请按下面的说明改正后重新启动："""


class JobUnknown(CaseworkError):
    """系统中没有这项后台任务，没有执行。请把任务名称告诉系统管理员："""


class JobLost(CaseworkError):
    """后台任务多次使工作进程中断，或者没能记下结果，已停止自动执行。请查明原因后重试。"""


class TroubleClosed(CaseworkError):
    """这项故障任务已经有人处理，没有重复执行。请返回列表查看现在的情况。"""


class WorkerRunsAlready(CaseworkError):
    """同名的后台工作进程正在运行，本进程没有启动。请为每个工作进程设置不同的名称。正在运行的是："""


class LeaseLost(CaseworkError):
    """本工作进程停顿过久，它的任务已由其他工作进程接管，本进程已停止。请重新启动本进程。"""


class ExchangeFailed(CaseworkError):
    """消息没有写入交换目录，稍后会自动重试。请检查交换目录的磁盘空间和写入权限："""


class MessageUnfit(CaseworkError):
    """消息不符合交换格式，没有写入交换目录。请把下面的说明告诉系统管理员："""


class PauseUnknown(CaseworkError):
    """这一期限没有可以扣除的时间，没有计算。请核对依据："""


class LengthUnfit(CaseworkError):
    """这一期限不能由办案人员定为这一长度，没有计算。请核对："""


class ReviewerUnqualified(CaseworkError):
    """初次从事行政处罚决定法制审核的人员，应当通过国家统一法律职业资格考试取得法律职业资格；您的资格没有登记，不能法制审核。请由有资格的人员办理，或者请系统管理员登记资格证书。"""


class MemberUnfit(CaseworkError):
    """所选的出席人员不符合要求：须是在职的本局负责人，没有参加本案的承办、审核或者听证，也没有在本案回避。不符合的是："""


class TooFewMembers(CaseworkError):
    """出席集体讨论的负责人人数不足，讨论没有登记。请在人数足够时讨论。"""


class OpinionsMissing(CaseworkError):
    """讨论记录应当写明每一位出席人员的意见，现在缺少下列人员的意见，请按“姓名：意见”逐行补齐："""


class MinutesMissing(CaseworkError):
    """本案应当由负责人集体讨论决定，案卷中没有集体讨论记录，决定没有作出。请先登记集体讨论。"""


class SecondPersonNeeded(CaseworkError):
    """责令整改的人员和参加复查的人员不得确认复查结论，请由另一名科室负责人确认。"""


class NoticeNotServed(CaseworkError):
    """告知书还没有送达当事人，陈述申辩程序不能继续，也不能结束。请先送达："""


class HearingOfficerUnfit(CaseworkError):
    """所选的听证主持人或者记录人不符合要求：须是在职人员，没有参加本案的调查、审核、审批，也没有在本案回避；主持人还须担任听证主持人岗位。不符合的是："""


class NotDecidedHere(CaseworkError):
    """这类事项不由本程序作出决定，没有确定决定人。请按下面的要求办理："""


class CertificateLapsed(CaseworkError):
    """须由两名以上执法人员办理的事项，每一名都要持有有效的执法证件；您的执法证没有登记或者已经过期，请由其他人员办理，或者请系统管理员更新证件信息。"""


class DelegationUnfit(CaseworkError):
    """这一岗位不能这样委托代行。"""


class PostUnfit(CaseworkError):
    """岗位没有变更。"""


class AddressUnconfirmed(CaseworkError):
    """当事人没有签署送达地址确认书，不能按确认的地址视为送达，也不能电子送达。请先登记送达地址确认书，或者改用其他送达方式。"""


class HeavierAfterDefence(CaseworkError):
    """告知之后拟作出的处罚加重了，而没有说明新查明的事实。不得因当事人陈述、申辩而加重处罚，请核对。"""


class SettingRefused(CaseworkError):
    """参数没有改动。请按下面的说明改正后重新提交："""


class SummaryProcedureUnfit(CaseworkError):
    """这一处罚不能这样当场作出："""


class NotErasable(CaseworkError):
    """没有删除。请按下面的说明核对后重新操作："""
