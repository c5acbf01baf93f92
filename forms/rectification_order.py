"""Forms of 责令改正 (the order to put right what was found), a stage of rectification."""

from forms.base import TaskForm
from forms.choices import Opinion
from forms.fields import Lines, Number, OneOf, Text
from forms.recheck import RecheckMode
from forms.rectification_words import OrderKind
from forms.tables import OneOfTable

LONG = 2000
LINE = 200


class DraftOrder(TaskForm):
    """拟写责令改正内容 (P2-04; form 33): what is to be put right, to which standard, on which basis, by when."""

    resumes = True
    steering = frozenset({"order_kind"})
    needed_when = {
        "device": ("order_kind", OrderKind.DIRECTIVE),
        "clause": ("order_kind", OrderKind.DIRECTIVE),
    }

    order_kind = OneOf(OrderKind, label="文书", required=True)
    device = Text(label="设备名称和注册代码", longest=LINE)
    clause = Text(label="不符合的安全技术规范条款", longest=LINE)
    facts_found = Text(label="查明的事实", longest=LONG, lines=True, required=True)
    items = Lines(label="整改事项", longest=LONG, required=True, help="每行一项，写明应当达到的要求。")
    order_basis = Text(label="责令改正的依据", longest=LINE, lines=True, required=True)
    ground = OneOfTable(
        "rectify_overdue",
        "ground",
        label="逾期不改正适用的条款",
        required=True,
        help="逾期的后果按裁量表写入通知书。",
    )
    length = Number(label="改正期限（日）", required=True, help="从送达之日起算；法律另有规定的从其规定。")
    length_reason = Text(label="定这一期限的理由", longest=LINE, lines=True, required=True)
    recheck_mode_planned = OneOf(RecheckMode, label="复查方式", required=True)


class ApproveOrder(TaskForm):
    """审批责令改正 (P2-04): the head of the section."""

    steering = frozenset({"order_opinion"})
    needed_when = {"reason": ("order_opinion", Opinion.RETURN)}

    order_opinion = OneOf(Opinion, label="审批意见", required=True)
    reason = Text(label="退回的理由", longest=LONG, lines=True)


TASK_FORMS = {"draft_order": DraftOrder, "approve_order": ApproveOrder}
