"""Forms of 当场行政处罚 (a penalty of the summary procedure, decided on the spot; 程序规定 66 to 70)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms import START
from forms.against_party import AgainstParty
from forms.base import TaskForm
from forms.choices import ElectronicMode, Opinion
from forms.fields import WORDS, Attachments, Day, DepartmentId, Lines, Moment, OfficerId, OneOf, Text, YesNo
from forms.money import Money
from forms.penalty_words import Admonition, Collection

LONG = 2000
LINE = 100
PREMISES = ("certificates_shown", "rights_told", "certain")
"""What has to be so before anybody is punished on the spot."""


class OnTheSpot(AgainstParty):
    """当场查明违法事实: what was found, what the party said, which penalty is imposed and how it is paid."""

    steering = frozenset({"electronic_consent"})
    needed_when = {
        "electronic_mode": ("electronic_consent", "true"),
        "electronic_address": ("electronic_consent", "true"),
        "statement": ("said_something", "true"),
        "statement_reply": ("said_something", "true"),
    }

    department = DepartmentId(label="承办科室", required=True)
    second_officer = OfficerId(label="另一名执法人员", required=True)
    certificates_shown = YesNo(label="已向当事人出示执法证件", required=True)
    found_at = Moment(label="查明违法行为的时间", required=True)
    found_place = Text(label="地点", longest=200, required=True)
    cause = Text(label="案由", longest=LINE, required=True)
    facts_found = Text(label="违法事实", longest=LONG, lines=True, required=True)
    evidence = Lines(label="证据", longest=LONG, required=True, help="每行一项，写明证据和所证明的事实。")
    certain = YesNo(label="违法事实确凿并有法定依据", required=True)
    nature = Text(label="违反的规定", longest=LONG, lines=True, required=True)
    rights_told = YesNo(label="已当场告知拟处罚的内容、事实、理由、依据和陈述、申辩的权利", required=True)
    said_something = YesNo(label="当事人进行了陈述、申辩", required=True)
    statement = Text(label="陈述、申辩的内容", longest=LONG, lines=True)
    statement_reply = Text(label="是否采纳和理由", longest=LONG, lines=True)
    admonition = OneOf(Admonition, label="警告、通报批评")
    fine = Money(label="罚款")
    penalty_basis = Text(label="处罚的依据", longest=LONG, lines=True, required=True)
    discretion = Text(label="裁量的理由", longest=LONG, lines=True, required=True)
    collection = OneOf(Collection, label="罚款的缴纳方式", help="没有罚款的不填。")
    performance = Text(label="缴款的银行和账号", longest=300, help="到银行缴纳的必填。")
    delivery_address = Text(
        label="送达地址", longest=200, required=True, personal=True, help="没有确认书的，填登记的住所。"
    )
    electronic_consent = YesNo(
        label="同意电子送达", required=True, help="须在送达地址确认书上签名同意，否则不得电子送达。"
    )
    electronic_mode = OneOf(ElectronicMode, label="电子送达的方式")
    electronic_address = Text(label="电子送达地址", longest=100, personal=True)
    record_files = Attachments(label="现场笔录和其他证据", help="有当事人签名的扫描件。")

    @validates_schema(skip_on_field_errors=True)
    def nobody_is_punished_untold(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a penalty on the spot without certificates, without telling the rights, on uncertain facts."""
        missing = [name for name in PREMISES if not answers[name]]
        if missing:
            raise ValidationError(
                {name: ["这是当场处罚的前提；不具备的，不能当场处罚。"] for name in missing}
            )

    @validates_schema(skip_on_field_errors=True)
    def a_penalty_is_named(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse no penalty at all, and a fine without the way in which it is paid."""
        fine = answers.get("fine")
        if not fine and not answers.get("admonition"):
            raise ValidationError({"fine": ["请填写处罚的种类和数额。"]})
        needed = ["collection"] if fine else []
        needed += ["performance"] if fine and answers.get("collection") is Collection.BANK else []
        blank = {name: [WORDS["required"]] for name in needed if not answers.get(name)}
        if blank or (not fine and answers.get("collection")):
            raise ValidationError(blank or {"collection": ["没有罚款的，不填缴纳方式。"]})


class RecordCollection(TaskForm):
    """登记当场收缴 (行政处罚法 68 to 71)."""

    receipt_number = Text(label="专用票据号码", longest=LINE, required=True)
    collected_on = Day(label="收缴日期", required=True)
    paid_amount = Money(label="实收金额", required=True)
    handed_over_on = Day(label="交至本局的日期", required=True)
    receipt_files = Attachments(label="票据存根和交款凭证", at_least=1, required=True)

    @validates_schema(skip_on_field_errors=True)
    def the_whole_fine_and_no_more(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse another amount than the fine, and money handed over before it was collected."""
        fine = self.known.get("spot_fine")
        if fine and answers["paid_amount"] != Decimal(fine):
            raise ValidationError({"paid_amount": [f"应与罚款的数额一致，罚款{fine}元。"]})
        if answers["handed_over_on"] < answers["collected_on"]:
            raise ValidationError({"handed_over_on": ["交至本局的日期不能早于收缴日期。"]})


class HandIn(TaskForm):
    """报所属机构备案 (程序规定 70)."""

    handed_in_on = Day(label="报备案的日期", required=True)
    volume_number = Text(label="卷宗号", longest=LINE, required=True)
    filed_materials = Lines(label="备案的材料", longest=LONG, required=True, help="每行一份。")
    filing_note = Text(label="说明", longest=LONG, lines=True)


class AcceptFiling(TaskForm):
    """审查备案."""

    computed = frozenset({"filing_accepted"})

    needed_when = {"reason": ("filing_opinion", Opinion.RETURN)}

    filing_opinion = OneOf(Opinion, label="审查意见", required=True)
    reason = Text(label="退回的理由", longest=LONG, lines=True)

    def steers(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return whether the head of the section takes the case in."""
        return {"filing_accepted": answers["filing_opinion"] is Opinion.AGREE}


TASK_FORMS = {
    START: OnTheSpot,
    "record_collection": RecordCollection,
    "hand_in": HandIn,
    "accept_filing": AcceptFiling,
}
