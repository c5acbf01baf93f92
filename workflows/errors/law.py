"""What stops a question to the law."""

from workflows.errors.base import CaseworkError


class LawGap(CaseworkError):
    """裁量表中没有一行适用于这些事实，不能自动得出结论。请把案情告诉信用监管科核对裁量表。"""


class LawConflict(CaseworkError):
    """裁量表中有几行同时适用于这些事实，结论不唯一。请把案情告诉信用监管科核对裁量表。"""


class LawFileFaulty(CaseworkError):
    """法规目录中的文件有误，系统不能据此办理。请按下面的位置改正后重新启动："""


class LawUnknown(CaseworkError):
    """法规目录中没有这一项，请核对名称，或请信用监管科补入："""


class FactsUnfit(CaseworkError):
    """裁量表所需的事实缺少或填写不当，没有得出结论。请补正："""


class PauseUnknown(CaseworkError):
    """这一期限没有可以扣除的时间，没有计算。请核对依据："""


class ExtensionRefused(CaseworkError):
    """这一期限不能这样延长，没有办理。请核对依据："""


class LengthUnfit(CaseworkError):
    """这一期限不能由办案人员定为这一长度，没有计算。请核对："""


class SettingRefused(CaseworkError):
    """参数没有改动。请按下面的说明改正后重新提交："""
