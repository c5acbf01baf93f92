"""Forms of 整改不到位的处理 (what follows when it was not put right), a stage of rectification."""

from forms.base import TaskForm
from forms.choices import Opinion
from forms.fields import OneOf, Text, YesNo
from forms.tables import OneOfTable

LONG = 2000


class ProposeMeasures(TaskForm):
    """提出处理意见 (P2-12): what the article threatens, and what is to be done."""

    resumes = True
    ground = OneOfTable("rectify_overdue", "ground", label="逾期不改正适用的条款", required=True)
    serious = YesNo(label="情节严重", required=True)
    penalty = YesNo(label="立案处罚", required=True)
    coercion = YesNo(label="责令停止、查封扣押", required=True, help="危及安全的应当采取。")
    annulment = YesNo(label="撤销以承诺取得的许可", required=True)
    interview = YesNo(label="约谈", required=True, help="由认定的科室约谈。")
    reason = Text(label="理由", longest=LONG, lines=True, required=True)


class ApproveMeasures(TaskForm):
    """审批处理意见: the head of the section, or a leader where a penalty, coercion or an annulment is proposed."""

    steering = frozenset({"measures_opinion"})
    needed_when = {"return_reason": ("measures_opinion", Opinion.RETURN)}

    measures_opinion = OneOf(Opinion, label="审批意见", required=True)
    return_reason = Text(label="退回的理由", longest=LONG, lines=True)


TASK_FORMS = {
    "propose_measures": ProposeMeasures,
    "approve_by_unit_head": ApproveMeasures,
    "approve_by_approver": ApproveMeasures,
}
