"""Forms of 线索核查与立案 (a lead is verified and filed, or not), PEN-01 to PEN-04."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms.base import TaskForm
from forms.choices import LeadSource, Opinion
from forms.fields import Attachments, Day, OfficerId, OneOf, Text, YesNo
from forms.penalty_words import FilingOpinion, FilingProposal, LeadCourse

LONG = 2000
LINE = 100


class RegisterLead(TaskForm):
    """登记案件线索 (form 1)."""

    lead_source = OneOf(LeadSource, label="案件来源", required=True)
    lead_received_on = Day(label="发现线索或者收到材料的日期", required=True)
    lead_reporter = Text(
        label="提供线索的人或者单位", longest=LINE, personal=True, help="本局自行发现的不填。"
    )
    lead_content = Text(label="线索的主要内容", longest=LONG, lines=True, required=True)
    lead_files = Attachments(label="线索材料")


class VerifyLead(TaskForm):
    """核查线索: what was found about each condition of filing, and what the handlers propose (程序规定 18 to 20)."""

    resumes = True
    steering = frozenset({"lead_course"})
    needed_when = {
        **dict.fromkeys(
            (
                *("verified_facts", "act_ended_on", "prima_facie", "penalty_due", "competent", "endangers"),
                *("minor_corrected_harmless", "first_slight_corrected", "no_fault", "second_officer"),
                *("filing_proposal", "filing_reason", "suspected_rule"),
            ),
            ("lead_course", LeadCourse.DONE),
        ),
        "extension_reason": ("lead_course", LeadCourse.EXTEND),
        "testing": ("lead_course", LeadCourse.TESTING),
    }

    lead_course = OneOf(LeadCourse, label="核查进展", required=True)
    second_officer = OfficerId(label="另一名执法人员")
    verified_facts = Text(label="核查的情况和取得的证据", longest=LONG, lines=True)
    act_ended_on = Day(label="违法行为终了的日期", help="有连续或者继续状态的，填行为终了的日期。")
    endangers = YesNo(label="涉及生命健康安全、金融安全，并且有危害后果")
    prima_facie = YesNo(label="有证据初步证明存在违法行为")
    penalty_due = YesNo(label="依法应当给予行政处罚")
    competent = YesNo(label="属于本局管辖")
    minor_corrected_harmless = YesNo(label="轻微并及时改正，没有造成危害后果")
    first_slight_corrected = YesNo(label="初次违法，危害后果轻微并及时改正")
    no_fault = YesNo(label="当事人有证据足以证明没有主观过错")
    suspected_rule = Text(label="涉嫌违反的规定", longest=300)
    filing_proposal = OneOf(FilingProposal, label="处理建议")
    filing_reason = Text(label="建议的理由", longest=LONG, lines=True)
    testing = Text(label="送检的机构和项目", longest=LINE)
    extension_reason = Text(label="申请延长的理由", longest=LONG, lines=True)
    scene_files = Attachments(label="现场笔录、询问笔录和其他材料")

    @validates_schema(skip_on_field_errors=True)
    def extended_once(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a second extension (程序规定 18)."""
        if answers["lead_course"] == LeadCourse.EXTEND and self.known.get("lead_extended"):
            raise ValidationError({"lead_course": ["核查期限已经延长一次，请在期限内核查完毕。"]})


class ReceiveResult(TaskForm):
    """收取检测结果: the time of testing ends, and the term is counted further."""

    result_received_on = Day(label="收到结果的日期", required=True)
    result = Text(label="检测、检验、检疫、鉴定的结果", longest=LONG, lines=True, required=True)
    result_files = Attachments(label="报告")


class ApproveLeadExtension(TaskForm):
    """批准延长核查期限."""

    steering = frozenset({"lead_extension_opinion"})
    needed_when = {"reason": ("lead_extension_opinion", Opinion.RETURN)}

    lead_extension_opinion = OneOf(Opinion, label="审批意见", required=True)
    reason = Text(label="退回的理由", longest=LONG, lines=True)


class ApproveFiling(TaskForm):
    """审批立案 (form 7): no case is filed without its conditions, and none is dropped that must be filed."""

    steering = frozenset({"filing_opinion"})
    needed_when = {"reason": ("filing_opinion", FilingOpinion.RETURN)}

    filing_opinion = OneOf(FilingOpinion, label="审批意见", required=True)
    reason = Text(label="意见的理由", longest=LONG, lines=True)

    @validates_schema(skip_on_field_errors=True)
    def as_the_conditions_allow(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse what the table of filing does not allow (程序规定 19, 20)."""
        opinion, found = answers["filing_opinion"], self.known.get("filing_result")
        if opinion == FilingOpinion.FILE and found in ("not_file", "transfer"):
            raise ValidationError({"filing_opinion": ["立案条件没有全部具备，不能立案。"]})
        if opinion == FilingOpinion.NOT_FILE and found == "file":
            raise ValidationError({"filing_opinion": ["立案条件全部具备，没有可以不予立案的情形。"]})


TASK_FORMS = {
    "register_lead": RegisterLead,
    "verify_lead": VerifyLead,
    "receive_result": ReceiveResult,
    "approve_lead_extension": ApproveLeadExtension,
    "approve_filing": ApproveFiling,
}
