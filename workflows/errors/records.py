"""What stops a change of the credit record, of what is imported, and of what is kept sealed."""

from collections.abc import Sequence

from workflows.errors.base import CaseworkError


class RecordNotInState(CaseworkError):
    """这条信用记录现在的状态不允许这样办理。"""


class PartyChanged(CaseworkError):
    """这一主体刚刚由他人登记了变更，这次没有登记。请核对现在的情况，再重新登记。"""


class UnreadableFile(CaseworkError):
    """文件没有导入，系统里的内容没有任何变化。请按下面的说明改正后重新上传："""


class BrokenSeal(CaseworkError):
    """加密保存的内容未通过校验，不能打开。请立即通知系统管理员。"""


class NotErasable(CaseworkError):
    """没有删除。请按下面的说明核对后重新操作："""


class TitlesUnknown(UnreadableFile):
    """文件没有导入：表头中有不认识的列名。"""

    def __init__(self, titles: Sequence[str], header: Sequence[str]) -> None:
        named = "、".join(f"“{title[:40]}”" for title in titles)
        super().__init__(f"{named}不是标准的列。请在“数据导入”页面为每一列选择对应的标准列，或者选择不导入。")
        self.titles, self.header = list(titles), list(header)
