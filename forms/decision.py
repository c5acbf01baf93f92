"""Forms of 决定 (a decision, taken by whoever the law says), which other procedures call."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms.base import TaskForm
from forms.choices import Opinion
from forms.fields import Attachments, Day, Lines, Member, Members, Moment, Number, OneOf, Text, YesNo

LONG = 2000
LINE = 100


class Propose(TaskForm):
    """提出处理建议: what the handlers propose to decide, and on what."""

    resumes = True
    computed = frozenset({"major", "severe_kinds", "food_fine"})

    cause = Text(label="案由", longest=LINE, required=True)
    major = YesNo(
        label="属于重大案件或者涉及重大权益",
        required=True,
        help="法律规定应当进行法制审核的情形；审核认定为重大案件的，一律按重大案件办理。",
    )
    severe_kinds = YesNo(label="涉及限制从业、吊销许可证件或者责令关闭", required=True)
    food_fine = Number(label="食品案件拟罚款数额（元）", most=10**10, least=0, help="不是食品案件的不填。")
    facts_found = Text(label="查明的事实和证据", longest=LONG, lines=True, required=True)
    proposal = Text(label="处理建议", longest=LONG, lines=True, required=True)
    legal_basis = Text(label="处理的依据", longest=LONG, lines=True, required=True)
    discretion = Text(label="裁量的理由", longest=LONG, lines=True, help="没有裁量的不填。")
    heard = Text(
        label="陈述申辩、听证和审核的情况", longest=LONG, lines=True, help="没有经过这些程序的不填。"
    )

    def steers(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return the facts by which the law finds who decides; what the case knows already is not asked away."""
        fines = [one for one in (answers.get("food_fine"), self.known.get("food_fine")) if one is not None]
        return {
            "major": bool(answers["major"] or self.known.get("major_case")),
            "severe_kinds": bool(answers["severe_kinds"] or self.known.get("severe_kinds")),
            "food_fine": max(fines, default=None),
        }


class Approve(TaskForm):
    """审批: the decision is approved, or the case goes back to those who handle it."""

    steering = frozenset({"decision_opinion"})
    needed_when = {"reason": ("decision_opinion", Opinion.RETURN)}

    decision_opinion = OneOf(Opinion, label="审批意见", required=True)
    reason = Text(label="退回的理由", longest=LONG, lines=True)


class Discuss(TaskForm):
    """集体讨论 (行政处罚法 57): who met, what each of them said, and what was concluded."""

    steering = frozenset({"decision_opinion"})

    started_at = Moment(label="讨论开始时间", required=True)
    ended_at = Moment(label="讨论结束时间", required=True)
    place = Text(label="讨论地点", longest=LINE, required=True)
    chair = Member(label="主持人", required=True)
    attendees = Members(
        label="出席人员", required=True, help="本局负责人，包括主持人；承办、审核、听证人员不得参加表决。"
    )
    observers = Text(label="列席人员", longest=300, help="承办人、法制审核人等，写明姓名和职务。")
    report = Text(label="案情介绍", longest=LONG, lines=True, required=True)
    opinions = Lines(
        label="各人意见",
        longest=LONG * 2,
        required=True,
        help="每行一人，写作“姓名：意见”，每位出席人员都要有。",
    )
    decision_opinion = OneOf(Opinion, label="讨论结论", required=True)
    conclusion = Text(label="结论的内容", longest=LONG, lines=True, required=True)
    minutes_files = Attachments(label="出席人员签名的讨论记录")

    @validates_schema(skip_on_field_errors=True)
    def chaired_by_one_who_attends(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a chair who did not attend, and one person named twice."""
        attendees = answers["attendees"]
        if len(attendees) != len(set(attendees)):
            raise ValidationError({"attendees": ["同一人只能填写一次。"]})
        if answers["chair"] not in attendees:
            raise ValidationError({"chair": ["主持人应当是出席人员之一。"]})

    @validates_schema(skip_on_field_errors=True)
    def ended_after_it_started(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a discussion that ended before it started, or has not been held yet."""
        started, ended = answers["started_at"], answers["ended_at"]
        if ended <= started:
            raise ValidationError({"ended_at": ["结束时间应当晚于开始时间，请核对。"]})
        if ended.date() > self.known.get("today", ended.date()):
            raise ValidationError({"ended_at": ["这一天还没有到，请核对日期。"]})

    @validates_schema(skip_on_field_errors=True)
    def every_line_names_its_speaker(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse an opinion of nobody."""
        nameless = [line for line in answers["opinions"] if not all(spoken(line))]
        if nameless:
            raise ValidationError({"opinions": ["每行应写作“姓名：意见”，请改正：" + "；".join(nameless)]})


def spoken(line: str) -> tuple[str, str]:
    """Return who said what in a line of the minutes, `姓名：意见`; either is empty when it is not there."""
    name, _, opinion = line.replace(":", "：", 1).partition("：")
    return name.strip(), opinion.strip()


class AskSuperior(TaskForm):
    """报请上级同意: what was asked, and what the superior authority answered."""

    steering = frozenset({"superior_opinion"})
    needed_when = {"reason": ("superior_opinion", Opinion.RETURN)}

    superior = Text(label="上级机关", longest=LINE, required=True)
    request_number = Text(label="请示文号", longest=LINE, required=True)
    superior_opinion = OneOf(Opinion, label="上级的意见", required=True)
    reply_number = Text(label="批复文号", longest=LINE, required=True)
    replied_on = Day(label="批复日期", required=True)
    reason = Text(label="上级不同意的理由", longest=LONG, lines=True)
    reply_files = Attachments(label="批复", at_least=1, required=True)


TASK_FORMS = {
    "propose": Propose,
    "approve_by_unit_head": Approve,
    "approve_by_leader": Approve,
    "approve_by_chief": Approve,
    "discuss": Discuss,
    "ask_superior": AskSuperior,
}
