"""What stops a change of the credit record, of what is imported, and of what is kept sealed."""

from workflows.errors.base import CaseworkError


class RecordNotInState(CaseworkError):
    """这条信用记录现在的状态不允许这样办理。"""


class UnreadableFile(CaseworkError):
    """文件没有导入，系统里的内容没有任何变化。请按下面的说明改正后重新上传："""


class BrokenSeal(CaseworkError):
    """加密保存的内容未通过校验，不能打开。请立即通知系统管理员。"""


class NotErasable(CaseworkError):
    """没有删除。请按下面的说明核对后重新操作："""
