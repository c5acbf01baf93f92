"""Forms of 审核 (案件审核 and 法制审核), which other procedures call before they decide."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms.base import TaskForm
from forms.choices import Choice, Opinion
from forms.fields import Attachments, Day, Lines, Number, OneOf, Text, YesNo

LONG = 2000
LINE = 100


class ReviewKind(Choice):
    """Which of the two reviews a case needs (程序规定 49, 50)."""

    CASE = "case", "案件审核"
    LEGAL = "legal", "法制审核"


class ReviewCourse(Choice):
    """Where the review stands."""

    DONE = "done", "审核完毕，提出意见"
    EXTEND = "extend", "情况特殊，申请延长审核期限"


class ReviewOpinion(Choice):
    """What a review may say (程序规定 54)."""

    AGREE = "agree", "同意处理意见"
    CORRECT = "correct", "建议纠正"
    SUPPLEMENT = "supplement", "建议补充调查"
    TRANSFER = "transfer", "建议移送"
    DISAGREE = "disagree", "不同意处理意见"


class Finding(Choice):
    """What a reviewer finds at a check point."""

    SOUND = "sound", "没有问题"
    UNSOUND = "unsound", "有问题"


CHECK_POINTS = {
    "jurisdiction": "是否具有管辖权",
    "party": "当事人的基本情况是否清楚",
    "facts": "案件事实是否清楚、证据是否充分",
    "nature": "定性是否准确",
    "law": "适用依据是否正确",
    "procedure": "程序是否合法",
    "measure": "处理是否适当",
}
"""The seven check points of a review (程序规定 53)."""


class HandOver(TaskForm):
    """移送审核: the case as it is handed over, and the facts from which the law says which review it needs."""

    resumes = True
    steering = frozenset({"major_public_interest", "major_rights", "complex_relations", "required_otherwise"})
    computed = frozenset({"hearing_held", "act_under_review"})
    needed_when = {"required_by": ("required_otherwise", "true")}

    cause = Text(label="案由", longest=LINE, required=True)
    facts_found = Text(label="主要案情", longest=LONG, lines=True, required=True)
    proposal = Text(label="处理意见及依据", longest=LONG, lines=True, required=True)
    investigation_ended_on = Day(label="调查终结日期", required=True)
    major_public_interest = YesNo(label="涉及重大公共利益", required=True)
    major_rights = YesNo(label="直接关系当事人或者第三人重大权益", required=True)
    complex_relations = YesNo(label="案件情况疑难复杂、涉及多个法律关系", required=True)
    required_otherwise = YesNo(label="法律、法规规定应当进行法制审核的其他情形", required=True)
    required_by = Text(label="规定应当法制审核的法律、法规", longest=LINE)
    materials = Lines(label="移送的案卷材料", longest=LONG, required=True, help="每行一份。")
    material_files = Attachments(label="案卷材料附件")

    def steers(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return the facts that are asked, with what the case knows already: a hearing, the act to be decided."""
        known = {
            "hearing_held": self.known.get("hearing") == "held",
            "act_under_review": str(self.known.get("act", "")),
        }
        return {**super().steers(answers), **known}


class Review(TaskForm):
    """审核: a finding for each check point, and the opinion that follows from them; or a longer time is asked for."""

    steering = frozenset({"review_course", "review_opinion"})
    needed_when = {
        "review_opinion": ("review_course", ReviewCourse.DONE),
        "extension_reason": ("review_course", ReviewCourse.EXTEND),
        **dict.fromkeys(CHECK_POINTS, ("review_course", ReviewCourse.DONE)),
        **{f"{point}_finding": ("review_course", ReviewCourse.DONE) for point in CHECK_POINTS},
    }

    review_course = OneOf(ReviewCourse, label="审核进展", required=True)
    jurisdiction = OneOf(Finding, label=CHECK_POINTS["jurisdiction"])
    jurisdiction_finding = Text(label="管辖权的审核情况", longest=LONG, lines=True)
    party = OneOf(Finding, label=CHECK_POINTS["party"])
    party_finding = Text(label="当事人情况的审核情况", longest=LONG, lines=True)
    facts = OneOf(Finding, label=CHECK_POINTS["facts"])
    facts_finding = Text(label="事实和证据的审核情况", longest=LONG, lines=True)
    nature = OneOf(Finding, label=CHECK_POINTS["nature"])
    nature_finding = Text(label="定性的审核情况", longest=LONG, lines=True)
    law = OneOf(Finding, label=CHECK_POINTS["law"])
    law_finding = Text(label="适用依据的审核情况", longest=LONG, lines=True)
    procedure = OneOf(Finding, label=CHECK_POINTS["procedure"])
    procedure_finding = Text(label="程序的审核情况", longest=LONG, lines=True)
    measure = OneOf(Finding, label=CHECK_POINTS["measure"])
    measure_finding = Text(label="处理的审核情况", longest=LONG, lines=True)
    review_opinion = OneOf(ReviewOpinion, label="审核意见")
    reason = Text(label="意见的理由和具体建议", longest=LONG, lines=True)
    extension_reason = Text(label="申请延长的理由", longest=LONG, lines=True)

    @validates_schema(skip_on_field_errors=True)
    def agrees_only_when_everything_is_sound(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse agreement with an unsound point, and an objection that says nothing or points at nothing."""
        opinion = answers.get("review_opinion")
        unsound = [label for name, label in CHECK_POINTS.items() if answers.get(name) == Finding.UNSOUND]
        if opinion == ReviewOpinion.AGREE and unsound:
            raise ValidationError({"review_opinion": [f"下列事项有问题，不能同意：{'、'.join(unsound)}。"]})
        if opinion not in (None, ReviewOpinion.AGREE) and not answers.get("reason"):
            raise ValidationError({"reason": ["请写明理由和具体建议。"]})

    @validates_schema(skip_on_field_errors=True)
    def extended_once(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a second extension."""
        if answers.get("review_course") == ReviewCourse.EXTEND and self.known.get("review_extended"):
            raise ValidationError({"review_course": ["本次审核已经延长一次，请在期限内审核完毕。"]})


class ApproveReviewExtension(TaskForm):
    """批准延长审核期限 (程序规定 55): a leader fixes how much longer it may take."""

    steering = frozenset({"review_extension_opinion"})
    needed_when = {
        "workdays": ("review_extension_opinion", Opinion.AGREE),
        "reason": ("review_extension_opinion", Opinion.RETURN),
    }

    review_extension_opinion = OneOf(Opinion, label="审批意见", required=True)
    workdays = Number(label="延长的工作日数")
    reason = Text(label="不批准的理由", longest=LONG, lines=True)


TASK_FORMS = {
    "hand_over": HandOver,
    "case_check": Review,
    "legal_check": Review,
    "approve_extension": ApproveReviewExtension,
}
