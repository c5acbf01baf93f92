"""What stops a document."""

from workflows.errors.base import CaseworkError


class DocumentIncomplete(CaseworkError):
    """文书缺少必备内容，没有制发。请补齐后再提交："""


class DocumentUnprintable(DocumentIncomplete):
    """文书中有不能印制的内容，没有印制。请更正有关文字后重新制发："""


class PaperSettled(CaseworkError):
    """这份文书已经送达、被替换或撤回，不能再更正。请刷新页面，查看现在有效的文书。"""


class PaperNotPrinted(CaseworkError):
    """文书还没有印出来，没有登记送达。一般几秒钟后即可再办；长时间没有印出时，请告诉系统管理员。文书："""


class FontsUnknown(CaseworkError):
    """没有查到本机的字体，系统没有启动。请运行 make setup 装齐所需软件后重新启动。"""


class RenderingFailed(CaseworkError):
    """文书排版没有成功，文书内容已保存，可以重新排版。"""


class CatalogueFault(CaseworkError):
    """文书目录有误，系统没有启动。请按下面指出的位置改正后重新启动："""
