"""What the steps of a procedure refuse."""

from workflows.errors.base import CaseworkError


class ConditionsChanged(CaseworkError):
    """核实之后情况有了变化，与您看到的审核意见不一致，决定没有作出。请退回承办人重新核实。"""


class ServedTooEarly(CaseworkError):
    """送达日期不能早于文书的制发日期，请核对。"""


class TooFewMembers(CaseworkError):
    """出席集体讨论的负责人人数不足，讨论没有登记。请在人数足够时讨论。"""


class OpinionsMissing(CaseworkError):
    """讨论记录应当写明每一位出席人员的意见，现在缺少下列人员的意见，请按“姓名：意见”逐行补齐："""


class MinutesMissing(CaseworkError):
    """本案应当由负责人集体讨论决定，案卷中没有集体讨论记录，决定没有作出。请先登记集体讨论。"""


class NoticeNotServed(CaseworkError):
    """告知书还没有送达当事人，陈述申辩程序不能继续，也不能结束。请先送达："""


class NotDecidedHere(CaseworkError):
    """这类事项不由本程序作出决定，没有确定决定人。请按下面的要求办理："""


class AddressUnconfirmed(CaseworkError):
    """当事人没有签署送达地址确认书，不能按确认的地址视为送达，也不能电子送达。请先登记送达地址确认书，或者改用其他送达方式。"""


class HeavierAfterDefence(CaseworkError):
    """告知之后拟作出的处罚加重了，而没有说明新查明的事实。不得因当事人陈述、申辩而加重处罚，请核对。"""


class SummaryProcedureUnfit(CaseworkError):
    """这一处罚不能这样当场作出："""
