"""Forms of 行政处罚 (a penalty case, from its lead to the archive)."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms import START
from forms.against_party import AgainstParty
from forms.base import TaskForm
from forms.choices import ElectronicMode, Opinion
from forms.fields import Attachments, Day, DepartmentId, Lines, Number, OneOf, Text, YesNo
from forms.money import Money
from forms.penalty_filing import RegisterLead
from forms.penalty_words import Admonition, Proposal, Restriction, Rework, Transfer

LONG = 2000
LINE = 100


class Lead(AgainstParty, RegisterLead):
    """案件线索: what opens a penalty case about a party (form 1), and how the party can be reached."""

    steering = frozenset({"electronic_consent"})
    needed_when = {
        "electronic_mode": ("electronic_consent", "true"),
        "electronic_address": ("electronic_consent", "true"),
    }

    department = DepartmentId(label="承办科室", required=True)
    delivery_address = Text(
        label="送达地址", longest=200, required=True, personal=True, help="没有确认书的，填登记的住所。"
    )
    electronic_consent = YesNo(
        label="同意电子送达", required=True, help="须在送达地址确认书上签名同意，否则不得电子送达。"
    )
    electronic_mode = OneOf(ElectronicMode, label="电子送达的方式")
    electronic_address = Text(label="电子送达地址", longest=100, personal=True)


class DraftReport(TaskForm):
    """撰写调查终结报告 (form 35, 程序规定 48): facts, evidence, nature, and what is proposed on which basis."""

    resumes = True
    steering = frozenset({"proposal"})
    needed_when = {
        "penalty_basis": ("proposal", Proposal.PENALTY),
        "discretion": ("proposal", Proposal.PENALTY),
        "performance": ("proposal", Proposal.PENALTY),
    }

    cause = Text(label="案由", longest=LINE, required=True)
    course_of_case = Text(label="案件来源、调查经过和采取措施的情况", longest=LONG, lines=True, required=True)
    facts_found = Text(label="查明的违法事实", longest=LONG, lines=True, required=True)
    evidence = Lines(label="证据", longest=LONG * 2, required=True, help="每行一项，写明证据和所证明的事实。")
    nature = Text(label="案件性质", longest=LONG, lines=True, required=True, help="违反了哪一条规定。")
    proposal = OneOf(Proposal, label="处理建议", required=True)
    proposal_reason = Text(label="处理建议的理由", longest=LONG, lines=True, required=True)
    admonition = OneOf(Admonition, label="申诫罚")
    fine = Money(label="罚款")
    confiscation = Money(label="没收违法所得、没收非法财物的价值")
    restriction = OneOf(Restriction, label="资格罚、行为罚")
    restriction_months = Number(label="限制的月数", most=1200, help="没有期限的不填。")
    penalty_basis = Text(label="处罚的依据", longest=LONG, lines=True)
    discretion = Text(
        label="裁量的理由", longest=LONG, lines=True, help="从轻、减轻、从重或者一般处罚的理由。"
    )
    performance = Text(
        label="履行的方式和期限", longest=300, help="例如缴款的银行和账号、停产停业的起止日期。"
    )
    major = YesNo(label="属于应当集体讨论的重大案件", required=True)
    heavier_by_rule = YesNo(label="属于规定应当告知听证权利的其他情形", required=True)
    food_case = YesNo(label="属于食品安全案件", required=True)
    new_facts = Text(
        label="告知后新查明的事实", longest=LONG, lines=True, help="加重拟处罚的，必须说明新查明的事实。"
    )

    @validates_schema(skip_on_field_errors=True)
    def a_penalty_names_its_kind(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a penalty of no kind, and an amount or a kind without a penalty."""
        kinds = [name for name in ("admonition", "fine", "confiscation", "restriction") if answers.get(name)]
        if answers["proposal"] == Proposal.PENALTY and not kinds:
            raise ValidationError({"proposal": ["请至少填写一种行政处罚。"]})
        if answers["proposal"] != Proposal.PENALTY and kinds:
            raise ValidationError({name: ["不给予处罚的，不填处罚的种类和数额。"] for name in kinds})


class ReworkCase(TaskForm):
    """处理退回意见."""

    steering = frozenset({"rework_course"})

    rework_course = OneOf(Rework, label="处理方式", required=True)
    rework_note = Text(label="对退回意见的处理", longest=LONG, lines=True, required=True)


class TransferCase(TaskForm):
    """移送有权机关 (forms 4 and 5): to whom, why, and what goes with it."""

    steering = frozenset({"transfer_kind"})
    needed_when = {"crime": ("transfer_kind", Transfer.CRIME)}

    transfer_kind = OneOf(Transfer, label="移送的种类", required=True)
    transferred_to = Text(label="移送的机关", longest=LINE, required=True)
    transfer_reason = Text(label="移送的理由", longest=LONG, lines=True, required=True)
    transfer_basis = Text(label="移送的依据", longest=300, required=True)
    crime = Text(label="涉嫌的犯罪", longest=LINE, help="写明罪名和刑法的条文。")
    transfer_materials = Lines(label="移送的案卷材料", longest=LONG, required=True, help="每行一份。")
    transfer_property = Lines(label="随案移送的涉案物品", longest=LONG, help="每行一项，没有的不填。")


class RecordTransfer(TaskForm):
    """登记移送回执."""

    transferred_on = Day(label="移送日期", required=True)
    transfer_receiver = Text(label="接收人", longest=LINE, required=True)
    transfer_files = Attachments(label="签收的移送回执", at_least=1, required=True)


class CloseCase(TaskForm):
    """提请结案 (form 53)."""

    resumes = True
    closing_performance = Text(label="处理决定的执行情况", longest=LONG, lines=True, required=True)
    closing_property = Text(label="罚没财物的处置情况", longest=LONG, lines=True, required=True)
    closing_reason = Text(label="结案的理由", longest=LONG, lines=True, required=True)


class ApproveClosing(TaskForm):
    """批准结案."""

    steering = frozenset({"closing_opinion"})
    needed_when = {"reason": ("closing_opinion", Opinion.RETURN)}

    closing_opinion = OneOf(Opinion, label="审批意见", required=True)
    reason = Text(label="退回的理由", longest=LONG, lines=True)


class ArchiveCase(TaskForm):
    """整理归档 (程序规定 78): the main volume and the secondary one."""

    volume_number = Text(label="卷宗号", longest=LINE, required=True)
    kept_for = Text(label="保管期限", longest=30, required=True)
    secondary = Lines(
        label="副卷的材料", longest=LONG, help="每行一份，例如集体讨论记录、审核表、内部请示；没有的不填。"
    )
    archive_note = Text(label="卷内备考", longest=LONG, lines=True)


TASK_FORMS = {
    START: Lead,
    "draft_report": DraftReport,
    "rework": ReworkCase,
    "transfer_case": TransferCase,
    "record_transfer": RecordTransfer,
    "close_case": CloseCase,
    "approve_closing": ApproveClosing,
    "archive_case": ArchiveCase,
}
