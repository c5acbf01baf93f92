"""Forms of 罚没款执行 (what is to be paid is collected), PEN-19 to PEN-22."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms.base import TaskForm
from forms.choices import Opinion
from forms.fields import WORDS, Attachments, Day, Lines, Number, OneOf, Text
from forms.money import Money
from forms.penalty_words import Application, Payment, Ruling

LONG = 2000
LINE = 100
REMEDIES = (("reconsideration_from", "reconsideration_until"), ("litigation_from", "litigation_until"))
"""The first and the last day of each remedy, during which the surcharge stands still (行政处罚法 73)."""


class RegisterPayment(TaskForm):
    """登记缴款情况: paid in full, or a written application for a later day or for instalments (行政处罚法 66)."""

    steering = frozenset({"payment"})
    needed_when = {
        "paid_on": ("payment", Payment.PAID),
        "paid_amount": ("payment", Payment.PAID),
        "receipt_files": ("payment", Payment.PAID),
        "deferral_reason": ("payment", Payment.DEFERRAL),
        "deferral_days": ("payment", Payment.DEFERRAL),
        "deferral_applied_on": ("payment", Payment.DEFERRAL),
    }

    payment = OneOf(Payment, label="缴款情况", required=True)
    paid_on = Day(label="缴清日期")
    paid_amount = Money(label="实缴金额")
    receipt_files = Attachments(label="缴款凭证")
    deferral_applied_on = Day(label="收到申请的日期")
    deferral_reason = Text(label="当事人的经济困难和证明", longest=LONG, lines=True)
    deferral_days = Number(label="申请延长的日数", most=1095, help="分期的，填到最后一期的日数。")
    instalments = Lines(label="分期计划", longest=LONG, help="每行一期，写明日期和金额；延期缴纳的不填。")
    application_files = Attachments(label="书面申请")

    @validates_schema(skip_on_field_errors=True)
    def the_fine_is_paid_in_full(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse less than the fine as everything; what was confiscated need not be money."""
        fine = self.known.get("penalty_fine")
        if answers["payment"] == Payment.PAID and fine and answers.get("paid_amount", 0) < Decimal(fine):
            raise ValidationError(
                {"paid_amount": [f"少于罚款的数额{fine}元，没有缴清的不能登记为已经缴清。"]}
            )


class ApproveDeferral(TaskForm):
    """审批延期、分期缴纳."""

    steering = frozenset({"deferral_opinion"})
    needed_when = {"reason": ("deferral_opinion", Opinion.RETURN)}

    deferral_opinion = OneOf(Opinion, label="审批意见", required=True)
    reason = Text(label="不批准的理由", longest=LONG, lines=True)


class AwaitDemand(TaskForm):
    """登记催告后缴款."""

    paid_on = Day(label="缴清日期", required=True)
    paid_amount = Money(label="实缴金额", required=True, help="罚没款和加处罚款合计，单位：元。")
    statement = Text(label="当事人对催告的陈述、申辩", longest=LONG, lines=True)
    receipt_files = Attachments(label="缴款凭证", at_least=1, required=True)


class ApplyCourt(TaskForm):
    """申请法院强制执行 (行政强制法 53 to 55)."""

    resumes = True
    steering = frozenset({"application"})
    needed_when = {
        "application_reason": ("application", Application.APPLY),
        "paid_on": ("application", Application.PAID),
        "paid_amount": ("application", Application.PAID),
    }

    application = OneOf(Application, label="办理意见", required=True)
    application_reason = Text(label="当事人不履行的情况", longest=LONG, lines=True)
    reconsideration_from = Day(
        label="行政复议受理日期",
        help="系统没有行政复议、行政诉讼的环节，请按受理通知书、决定书、裁判文书填写；没有的不填。复议、诉讼期间由系统扣除，不计算加处罚款。",
    )
    reconsideration_until = Day(label="行政复议终结日期")
    litigation_from = Day(label="行政诉讼立案日期")
    litigation_until = Day(label="行政诉讼终结日期", help="裁判生效或者撤诉之日。")
    remedy_files = Attachments(label="受理通知书、复议决定书、裁判文书")
    paid_on = Day(label="缴清日期")
    paid_amount = Money(label="实缴金额")
    application_files = Attachments(label="申请材料或者缴款凭证")

    @validates_schema(skip_on_field_errors=True)
    def remedies_are_over(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a remedy that began and has not ended, or ended before it began, or has no papers."""
        for begun, ended in REMEDIES:
            first, last = answers.get(begun), answers.get(ended)
            if (first is None) != (last is None):
                raise ValidationError(
                    {ended: ["复议、诉讼的受理日期和终结日期须一并填写；没有终结的，不能申请。"]}
                )
            if first and first > last:
                raise ValidationError({ended: ["终结日期不能早于受理日期。"]})
            if first and not answers.get("remedy_files"):
                raise ValidationError({"remedy_files": [WORDS["required"]]})

    @validates_schema(skip_on_field_errors=True)
    def only_after_the_remedies(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse an application before the periods for remedies are over (行政强制法 53)."""
        opens, today = self.known.get("enforceable_from", ""), str(self.known.get("today", ""))
        if answers["application"] == Application.APPLY and opens and today <= opens:
            raise ValidationError({"application": [f"复议、诉讼期限到{opens}才届满，届满后方可申请。"]})


class ApproveApplication(TaskForm):
    """批准申请强制执行."""

    steering = frozenset({"application_opinion"})
    needed_when = {"reason": ("application_opinion", Opinion.RETURN)}

    application_opinion = OneOf(Opinion, label="审批意见", required=True)
    reason = Text(label="退回的理由", longest=LONG, lines=True)


class RegisterRuling(TaskForm):
    """登记执行结果."""

    ruling = OneOf(Ruling, label="法院的裁定", required=True)
    ruling_number = Text(label="裁定书文号", longest=LINE, required=True)
    ruled_on = Day(label="裁定日期", required=True)
    enforcement_result = Text(label="执行的结果", longest=LONG, lines=True, required=True)
    ruling_files = Attachments(label="裁定书和执行凭证")


TASK_FORMS = {
    "register_payment": RegisterPayment,
    "approve_deferral": ApproveDeferral,
    "await_demand": AwaitDemand,
    "apply_court": ApplyCourt,
    "approve_application": ApproveApplication,
    "register_ruling": RegisterRuling,
}
