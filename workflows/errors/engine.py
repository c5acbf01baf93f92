"""What stops a diagram."""

from workflows.errors.base import CaseworkError


class BrokenState(CaseworkError):
    """案件的流程状态未通过完整性校验，已停止办理。请立即通知系统管理员。"""


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
