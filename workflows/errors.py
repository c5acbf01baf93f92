"""What can go wrong in casework; each docstring is the sentence that a person reads."""

import inspect


class CaseworkError(Exception):
    """办理没有完成，什么都没有保存。请重试；仍不成功时，把页面上的事件编号告诉系统管理员。"""

    def __init__(self, detail: str = "") -> None:
        super().__init__(inspect.cleandoc(type(self).__doc__ or "") + detail)


class TaskNotOpen(CaseworkError):
    """这一环节已经办完或已被收回，您的填写没有保存。请返回待办，查看案件现在走到哪一步。"""


class StalePage(CaseworkError):
    """您打开页面之后，案件又有了变化，您的填写没有保存。请刷新页面，核对后重新提交。"""


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
