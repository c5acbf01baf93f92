"""What stops a diagram."""

from workflows.errors.base import CaseworkError


class BrokenState(CaseworkError):
    """案件的流程状态未通过完整性校验，已停止办理。请立即通知系统管理员。"""


class StateOfLaterRelease(BrokenState):
    """案件已由更新的版本办理过，本版本读不懂它的流程状态，案件保持原状。请把程序升级到那个版本再办理。"""


class DiagramRefused(CaseworkError):
    """流程图有误，系统没有采用。请按下面指出的位置改正流程图后重新启动："""


class DeclarationFaulty(CaseworkError):
    """流程的声明有误："""


class DiagramFailed(CaseworkError):
    """流程图在运行中遇到不能判断的情况，案件保持原状。请把下面的说明告诉系统管理员："""


class NotServed(CaseworkError):
    """本版本没有办理这一案件所需的内容，案件保持原状，不能办理。请告诉系统管理员（flask definitions）："""


class ReleaseStrands(CaseworkError):
    """本版本会使在办案件无法继续办理，没有启动。请按下面的说明保留旧的表单和步骤，或者先把案件移到新流程图："""


class TransferRefused(CaseworkError):
    """案件不能移到新流程图，仍按原来的流程图办理，什么都没有改动："""


class NotPlainData(CaseworkError):
    """流程数据只能是文字、数字、是非、空值或文字列表，案件保持原状。请把下面的说明告诉系统管理员："""


class MessageNotAwaited(CaseworkError):
    """案件现在不等待这条消息，消息没有处理。请核对案件走到了哪一步："""


class HalfDone(CaseworkError):
    """这次办理中途出错，案件保持原来的状态，半途的结果不能保存。请重新打开案件再办理。"""
