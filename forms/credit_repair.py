"""Forms of 信用修复 (credit repair): one a user task, and the application that opens the case."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms import START
from forms.base import TaskForm
from forms.choices import Choice, ElectronicMode, Opinion
from forms.fields import Attachments, Day, DepartmentId, Lines, Moment, OfficerId, OneOf, Text, YesNo

LONG = 2000
LINE = 100


class Channel(Choice):
    """How an application came in."""

    WINDOW = "window", "政务大厅窗口"
    CREDIT_CHINA = "credit_china", "信用中国推送"
    PUBLICITY_SYSTEM = "publicity_system", "公示系统"


class Materials(Choice):
    """What the formal check finds (R4)."""

    COMPLETE = "complete", "材料齐全、符合法定形式"
    INCOMPLETE = "incomplete", "材料不齐全或者不符合法定形式"
    WITHDRAWN = "withdrawn", "当事人撤回申请"


class Supplied(Choice):
    """What the party did after the correction request (R4a)."""

    SUPPLIED = "supplied", "已补正材料"
    WITHDRAWN = "withdrawn", "当事人撤回申请"


class Course(Choice):
    """Where the verification goes from here (R6, R7)."""

    DONE = "done", "核实完毕，提出意见"
    EXTEND = "extend", "情况复杂，申请延期"
    WITHDRAW = "withdraw", "当事人撤回申请"


class Method(Choice):
    """How the facts were verified (R6)."""

    PAPER = "on_paper", "书面核实"
    ONLINE = "online", "网上核实"
    ONSITE = "on_site", "现场核实（两名执法人员）"


class Apply(TaskForm):
    """申请 (R2): at the window, or entered from a push of 信用中国 or the publicity system (§1.6)."""

    steering = frozenset({"electronic_consent"})
    needed_when = {
        "push_reference": ("channel", Channel.CREDIT_CHINA),
        "electronic_mode": ("electronic_consent", "true"),
        "electronic_address": ("electronic_consent", "true"),
    }

    department = DepartmentId(
        label="承办科室", required=True, help="作出处罚决定的业务科室（谁认定、谁修复）。"
    )
    channel = OneOf(Channel, label="申请渠道", required=True)
    received_on = Day(label="收到申请的日期", required=True, help="信用中国推送的，填推送日期。")
    push_reference = Text(label="推送编号", longest=64)
    contact_name = Text(label="联系人", longest=50, required=True, personal=True)
    contact_phone = Text(label="联系电话", longest=30, required=True, personal=True)
    delivery_address = Text(
        label="确认的送达地址",
        longest=200,
        required=True,
        personal=True,
        confirmed=True,
        help="送达地址确认书上的地址。",
    )
    electronic_consent = YesNo(
        label="同意电子送达", required=True, help="须在送达地址确认书上签名同意，否则不得电子送达。"
    )
    electronic_mode = OneOf(ElectronicMode, label="电子送达的方式")
    electronic_address = Text(
        label="电子送达地址", longest=100, personal=True, help="手机号、电子邮箱、传真号或者即时通讯账号。"
    )
    agent_name = Text(label="委托代理人", longest=50, personal=True, help="没有委托的不填。")
    performance = Text(label="履行义务、纠正违法行为的情况", longest=LONG, lines=True, required=True)
    reason = Text(label="申请理由", longest=LONG, lines=True)
    application_files = Attachments(label="信用修复申请书")
    confirmation_files = Attachments(label="送达地址确认书")
    commitment_files = Attachments(label="信用承诺书")
    proof_files = Attachments(
        label="其他证明材料", help="缴款、年报、变更登记等本局能够自行查到的，不得要求当事人提交。"
    )


class Transfer(TaskForm):
    """移送 (R3): the application goes to the authority that made the decision."""

    authority = Text(label="移送的有权机关", longest=LINE, required=True)
    transferred_on = Day(label="移送日期", required=True)
    told_applicant = YesNo(label="已告知申请人", required=True)
    note = Text(label="说明", longest=LONG, lines=True)

    @validates_schema(skip_on_field_errors=True)
    def the_applicant_is_told(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a transfer of which the applicant does not know."""
        if not answers["told_applicant"]:
            raise ValidationError({"told_applicant": ["请先把移送情况告知申请人，再办理移送。"]})


class FormalCheck(TaskForm):
    """形式审查 (R4): is everything there, in the right form; if not, all of it is named at once."""

    steering = frozenset({"materials"})
    needed_when = {"missing": ("materials", Materials.INCOMPLETE)}

    materials = OneOf(Materials, label="审查结果", required=True)
    missing = Lines(
        label="应当补正的全部材料",
        longest=LONG,
        help="一行一项，一次写全。补正只能要求一次；本局能够自行查到的不得要求提交。",
    )
    note = Text(label="审查说明", longest=LONG, lines=True)


class Supply(TaskForm):
    """收取补正材料 (R4a)."""

    steering = frozenset({"supplied"})
    needed_when = {"supplied_files": ("supplied", Supplied.SUPPLIED)}

    supplied = OneOf(Supplied, label="当事人的答复", required=True)
    supplied_on = Day(label="收到日期", required=True)
    supplied_files = Attachments(label="补正的材料")
    note = Text(label="说明", longest=LONG, lines=True)


class ReviewAcceptance(TaskForm):
    """审核受理 (R5)."""

    steering = frozenset({"acceptance_opinion"})
    needed_when = {"reason": ("acceptance_opinion", Opinion.RETURN)}

    acceptance_opinion = OneOf(Opinion, label="审核意见", required=True)
    reason = Text(label="退回的理由", longest=LONG, lines=True)


class ReviewRefusalOfAcceptance(TaskForm):
    """审核不予受理 (R5)."""

    steering = frozenset({"refusal_of_acceptance_opinion"})
    needed_when = {"reason": ("refusal_of_acceptance_opinion", Opinion.RETURN)}

    refusal_of_acceptance_opinion = OneOf(Opinion, label="审核意见", required=True)
    reason = Text(label="退回的理由", longest=LONG, lines=True)


class Verify(TaskForm):
    """核实 (R6): what the party has done since; on site always by two officers (行政处罚法 42)."""

    resumes = True
    steering = frozenset({"course", "duties_performed", "harm_removed"})
    needed_when = {
        "method": ("course", Course.DONE),
        "duties_performed": ("course", Course.DONE),
        "duties_findings": ("course", Course.DONE),
        "harm_removed": ("course", Course.DONE),
        "harm_findings": ("course", Course.DONE),
        "extension_reason": ("course", Course.EXTEND),
        "started_at": ("course", Course.DONE),
        "ended_at": ("course", Course.DONE),
        "second_officer": ("method", Method.ONSITE),
        "place": ("method", Method.ONSITE),
    }

    course = OneOf(Course, label="核实进展", required=True)
    method = OneOf(Method, label="核实方式")
    started_at = Moment(label="核实开始时间")
    ended_at = Moment(label="核实结束时间")
    second_officer = OfficerId(label="另一名执法人员")
    place = Text(label="现场核实地点", longest=LINE)
    duties_performed = YesNo(label="已履行行政处罚决定确定的全部义务")
    duties_findings = Text(label="履行义务的核实情况", longest=LONG, lines=True)
    harm_removed = YesNo(label="已纠正违法行为、消除不良影响")
    harm_findings = Text(label="纠正和消除影响的核实情况", longest=LONG, lines=True)
    extension_reason = Text(label="申请延期的理由", longest=LONG, lines=True)
    evidence_files = Attachments(label="核实材料")

    @validates_schema(skip_on_field_errors=True)
    def ends_after_it_starts(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a verification that ends before it starts, or has not ended yet."""
        started, ended = answers.get("started_at"), answers.get("ended_at")
        if started and ended and ended < started:
            raise ValidationError({"ended_at": ["结束时间早于开始时间，请核对。"]})
        if ended and ended.date() > self.known.get("today", ended.date()):
            raise ValidationError({"ended_at": ["这一天还没有到，请核对日期。"]})

    @validates_schema(skip_on_field_errors=True)
    def extended_once(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a second extension (R7: once)."""
        if answers["course"] == Course.EXTEND and self.known.get("extended"):
            raise ValidationError({"course": ["本案已经延期一次，不能再次延期。请在期限内核实完毕。"]})


class ReviewExtension(TaskForm):
    """审核延期 (R7)."""

    steering = frozenset({"extension_review"})
    needed_when = {"reason": ("extension_review", Opinion.RETURN)}

    extension_review = OneOf(Opinion, label="审核意见", required=True)
    reason = Text(label="退回的理由", longest=LONG, lines=True)


class ApproveExtension(TaskForm):
    """批准延期 (R7)."""

    steering = frozenset({"extension_opinion"})
    needed_when = {"reason": ("extension_opinion", Opinion.RETURN)}

    extension_opinion = OneOf(Opinion, label="审批意见", required=True)
    reason = Text(label="退回的理由", longest=LONG, lines=True)


class Review(TaskForm):
    """审核 (R8)."""

    steering = frozenset({"review_opinion"})
    needed_when = {"reason": ("review_opinion", Opinion.RETURN)}

    review_opinion = OneOf(Opinion, label="审核意见", required=True)
    reason = Text(label="退回的理由", longest=LONG, lines=True)


class Approve(TaskForm):
    """审批 (R8): the leader signs the decision that was previewed, or sends the case back."""

    steering = frozenset({"approval_opinion"})
    needed_when = {"reason": ("approval_opinion", Opinion.RETURN)}

    approval_opinion = OneOf(Opinion, label="审批意见", required=True)
    reason = Text(label="退回的理由", longest=LONG, lines=True)


class Watch(TaskForm):
    """修复后抽查 (R13)."""

    steering = frozenset({"clue_found"})

    clue_found = YesNo(label="发现隐瞒情况或者弄虚作假的线索", required=True)
    watched_on = Day(label="抽查日期", required=True)
    findings = Text(label="抽查情况", longest=LONG, lines=True, required=True)
    watch_files = Attachments(label="抽查材料")


TASK_FORMS = {
    START: Apply,
    "transfer": Transfer,
    "formal_check": FormalCheck,
    "supply": Supply,
    "review_acceptance": ReviewAcceptance,
    "review_refusal_of_acceptance": ReviewRefusalOfAcceptance,
    "verify": Verify,
    "review_extension": ReviewExtension,
    "approve_extension": ApproveExtension,
    "review": Review,
    "approve": Approve,
    "watch": Watch,
}
