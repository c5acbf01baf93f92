"""What every error of casework is, and the three that any room may raise."""

import inspect


class CaseworkError(Exception):
    """办理没有完成，什么都没有保存。请重试；仍不成功时，把页面上的事件编号告诉系统管理员。"""

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__(inspect.cleandoc(type(self).__doc__ or "") + detail)


class NotFound(CaseworkError):
    """没有找到您要的内容，可能编号有误，或您没有查看权限。"""


class NotAllowed(CaseworkError):
    """您没有办理这一环节的权限。"""
