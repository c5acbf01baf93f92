"""The form that opens 限期整改 (rectification within a time limit): what was found, where, how dangerous it is."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms import START
from forms.against_party import AgainstParty
from forms.choices import ElectronicMode, LeadSource
from forms.fields import Attachments, Day, DepartmentId, Lines, Moment, OfficerId, OneOf, Text, YesNo
from forms.rectification_words import Hazard

LONG = 2000
LINE = 300


class Describe(AgainstParty):
    """登记需要整改的问题 (P2-01 to P2-03): by two officers; what was put right on the spot is only recorded."""

    steering = frozenset({"on_the_spot", "electronic_consent"})
    needed_when = {
        "electronic_mode": ("electronic_consent", "true"),
        "electronic_address": ("electronic_consent", "true"),
        "correction": ("on_the_spot", "true"),
        "correction_files": ("on_the_spot", "true"),
        "suspected_offence": ("offence_suspected", "true"),
    }
    offered_when = {"ordered_orally_at": ("hazard", Hazard.URGENT)}

    department = DepartmentId(label="承办科室", required=True)
    second_officer = OfficerId(label="另一名执法人员", required=True)
    found_through = OneOf(LeadSource, label="问题的来源", required=True)
    found_on = Day(label="发现日期", required=True)
    found_place = Text(label="地点", longest=200, required=True)
    problems = Lines(label="存在的问题", longest=LONG, required=True, help="每行一项。")
    rule_broken = Text(label="违反的规定", longest=LONG, lines=True, required=True)
    hazard = OneOf(
        Hazard,
        label="危害程度",
        required=True,
        help="期限由危害程度决定：危及安全的应当立即改正；一般问题和需要改造的可以限期改正。",
    )
    evidence_files = Attachments(label="现场笔录、照片等证据", required=True)
    on_the_spot = YesNo(label="当事人已当场改正", required=True)
    correction = Text(label="当场改正的情况", longest=LONG, lines=True)
    correction_files = Attachments(label="改正以后的照片")
    ordered_orally_at = Moment(
        label="口头责令改正的时间", help="危及安全、已经口头责令的填写，书面通知书随后补发。"
    )
    offence_suspected = YesNo(
        label="涉嫌违法，需要立案调查",
        required=True,
        help="选“是”的，随即登记为线索，由科室负责人分派；整改照常进行。",
    )
    suspected_offence = Text(label="涉嫌的违法行为", longest=LINE, lines=True)
    delivery_address = Text(
        label="送达地址", longest=200, required=True, personal=True, help="没有确认书的，填登记的住所。"
    )
    electronic_consent = YesNo(
        label="同意电子送达", required=True, help="须在送达地址确认书上签名同意，否则不得电子送达。"
    )
    electronic_mode = OneOf(ElectronicMode, label="电子送达的方式")
    electronic_address = Text(label="电子送达地址", longest=100, personal=True)

    @validates_schema(skip_on_field_errors=True)
    def a_danger_is_not_an_ordinary_matter(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse an oral order where nothing is in danger, or one given before the problem was found."""
        moment = answers.get("ordered_orally_at")
        if moment is None:
            return
        if answers["hazard"] is not Hazard.URGENT:
            raise ValidationError({"ordered_orally_at": ["只有危及安全的，才可以先口头责令改正。"]})
        if moment.date() < answers["found_on"]:
            raise ValidationError({"ordered_orally_at": ["口头责令的时间早于发现日期，请核对。"]})


TASK_FORMS = {START: Describe}
