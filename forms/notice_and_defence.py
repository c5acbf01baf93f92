"""Forms of 告知与陈述申辩, which other procedures call before they decide against a party."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms.base import TaskForm, Widget
from forms.choices import Choice, Opinion
from forms.fields import Attachments, Day, Moment, Number, OfficerId, OneOf, Text, YesNo

LONG = 4000
LINE = 100
HEAVIEST = 10**12
"""No weight, and no fine in yuan, is larger."""


class Said(Choice):
    """What the party did with its right to be heard."""

    MORE = "more", "已陈述申辩，尚需补充"
    DONE = "done", "已陈述申辩，没有补充"
    WAIVED = "waived", "放弃陈述申辩"


class Manner(Choice):
    """How the party was heard."""

    ORAL = "oral", "口头"
    WRITTEN = "written", "书面"


class HearingWish(Choice):
    """Whether the party wants a hearing."""

    REQUESTED = "requested", "要求听证"
    WAIVED = "waived", "不要求听证"


class Reexamination(Choice):
    """What the re-examination makes of the proposal."""

    ADOPTED = "adopted", "采纳，改变拟作出的处理"
    NEW_FACTS = "new_facts", "复核中查明新的事实，补充调查后再次告知"
    UNCHANGED = "unchanged", "不采纳或者采纳后不影响，维持拟作出的处理"


class ApproveNotice(TaskForm):
    """审批告知书: the leader approves the notice that was previewed, or sends it back."""

    steering = frozenset({"notice_opinion"})
    needed_when = {"reason": ("notice_opinion", Opinion.RETURN)}

    notice_opinion = OneOf(Opinion, label="审批意见", required=True)
    reason = Text(label="退回的理由", longest=LONG, lines=True)


class MendNotice(TaskForm):
    """修改告知内容: what the handler changed after the leader sent the notice back.

    What is left blank stays; the weight may be stated anew, because the party has been told nothing yet.
    """

    resumes = True
    steering = frozenset({"proposed_weight"})

    mended = Text(label="修改说明", longest=LONG, lines=True, required=True)
    notice_facts = Text(label="改写后的事实和证据", longest=LONG, lines=True)
    notice_reasons = Text(label="改写后的理由和依据", longest=LONG, lines=True)
    notice_content = Text(label="改写后的拟处理内容", longest=LONG, lines=True)
    proposed_weight = Number(
        label="改写后拟处理的轻重", least=0, most=HEAVIEST, help="数值越大处理越重；没有改变的不填。"
    )


class RecordDefence(TaskForm):
    """记录陈述申辩 (form 38): what the party says, orally or in writing, or that it waives."""

    steering = frozenset({"said"})
    needed_when = {"second_officer": ("manner", Manner.ORAL), "place": ("manner", Manner.ORAL)}

    said = OneOf(Said, label="当事人的表示", required=True)
    manner = OneOf(Manner, label="方式", required=True)
    started_at = Moment(label="开始时间", required=True, help="书面的，填收到材料的时间。")
    ended_at = Moment(label="结束时间", required=True, help="书面的，填收取完毕的时间。")
    place = Text(label="地点", longest=LINE)
    second_officer = OfficerId(label="另一名承办人", help="口头陈述申辩由两名以上执法人员听取。")
    speaker = Text(label="陈述申辩人", longest=50, required=True, personal=True)
    capacity = Text(
        label="与当事人的关系", longest=50, required=True, help="如本人、法定代表人、委托代理人。"
    )
    statement = Text(label="陈述申辩的内容", longest=LONG, lines=True, required=True)
    defence_files = Attachments(label="陈述申辩材料和证据")

    @validates_schema(skip_on_field_errors=True)
    def ends_after_it_starts(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a statement that ends before it starts, or has not ended yet."""
        started, ended = answers["started_at"], answers["ended_at"]
        if ended < started:
            raise ValidationError({"ended_at": ["结束时间早于开始时间，请核对。"]})
        if ended.date() > self.known.get("today", ended.date()):
            raise ValidationError({"ended_at": ["这一天还没有到，请核对日期。"]})

    @validates_schema(skip_on_field_errors=True)
    def writing_is_on_file(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a statement or a waiver in writing without the writing."""
        if answers["manner"] == Manner.WRITTEN and not answers.get("defence_files"):
            raise ValidationError({"defence_files": ["书面提出的，请上传当事人提交的材料。"]})


class RecordHearingRequest(TaskForm):
    """登记听证要求: the request, or the waiver that the party signed."""

    steering = frozenset({"hearing_wish"})
    needed_when = {"hearing_files": ("hearing_wish", HearingWish.WAIVED)}

    hearing_wish = OneOf(HearingWish, label="当事人的表示", required=True)
    wished_on = Day(label="提出日期", required=True)
    hearing_files = Attachments(label="听证申请书或者放弃听证的书面表示")
    wish_note = Text(label="口头提出的，记明情况", longest=LONG, lines=True)


class Reexamine(TaskForm):
    """复核陈述申辩: facts, reasons and evidence, each adopted or not and why; never a heavier result."""

    resumes = True
    steering = frozenset({"reexamination", "proposed_weight"})
    needed_when = {
        "new_content": ("reexamination", Reexamination.ADOPTED),
        "new_facts_found": ("reexamination", Reexamination.NEW_FACTS),
    }

    facts_said = Text(label="当事人提出的事实", longest=LONG, lines=True, required=True)
    facts_adopted = YesNo(label="采纳当事人提出的事实", required=True)
    facts_why = Text(label="事实：采纳或者不采纳的理由", longest=LONG, lines=True, required=True)
    reasons_said = Text(label="当事人提出的理由", longest=LONG, lines=True, required=True)
    reasons_adopted = YesNo(label="采纳当事人提出的理由", required=True)
    reasons_why = Text(label="理由：采纳或者不采纳的理由", longest=LONG, lines=True, required=True)
    evidence_said = Text(label="当事人提出的证据", longest=LONG, lines=True, required=True)
    evidence_adopted = YesNo(label="采纳当事人提出的证据", required=True)
    evidence_why = Text(label="证据：采纳或者不采纳的理由", longest=LONG, lines=True, required=True)
    reexamination = OneOf(Reexamination, label="复核意见", required=True)
    new_content = Text(label="复核后拟作出的处理", longest=LONG, lines=True)
    new_facts_found = Text(
        label="新查明的事实",
        longest=LONG,
        lines=True,
        help="没有告知过当事人的事实，须再次告知才能作为处理的根据。",
    )
    proposed_weight = Number(
        label="复核后拟处理的轻重",
        least=0,
        most=HEAVIEST,
        required=True,
        help="与告知时同一口径的数值，不得大于告知时的数值。",
    )
    second_officer = OfficerId(label="另一名复核人", required=True)

    def widgets(self) -> Iterator[Widget]:
        """Yield the form's answers; the weight of which the party was told is said where it is asked again."""
        told = self.known.get("proposed_weight")
        for widget in super().widgets():
            says = widget.name == "proposed_weight" and told is not None
            yield replace(widget, help=f"告知时为{told}，维持的填同一数值，不得更大。") if says else widget

    @validates_schema(skip_on_field_errors=True)
    def nothing_heavier_for_speaking_up(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a heavier proposal than the party was told, with the rule that forbids it."""
        told, now = self.known.get("proposed_weight", 0), answers["proposed_weight"]
        if now > told:
            why = f"告知时为{told}，不得因当事人陈述、申辩而加重。依据：{self.known.get('heavier_barred_by', '')}。"
            raise ValidationError({"proposed_weight": [why]})
        if now < told and answers["reexamination"] == Reexamination.UNCHANGED:
            raise ValidationError({"reexamination": [f"维持拟作出的处理，轻重应当与告知时（{told}）相同。"]})


TASK_FORMS = {
    "approve_notice": ApproveNotice,
    "mend_notice": MendNotice,
    "record_defence": RecordDefence,
    "record_hearing_request": RecordHearingRequest,
    "reexamine": Reexamine,
}
