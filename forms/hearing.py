"""Forms of 听证 (the hearing), which other procedures call where a hearing is in scope."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms.base import TaskForm
from forms.choices import Choice, RecusalGround, RecusalRequest
from forms.days import written
from forms.fields import Attachments, Day, HearingClerk, HearingHost, Lines, Moment, OneOf, Text, YesNo

LONG = 4000
LINE = 100


class Fixing(Choice):
    """What the host did about the date."""

    FIXED = "fixed", "确定听证日期"
    RECUSAL = "recusal", "申请或者自行要求主持人回避"
    WITHDRAWN = "withdrawn", "当事人撤回听证要求"


class Course(Choice):
    """How the hearing went."""

    HELD = "held", "听证举行完毕"
    ABSENT = "absent", "当事人无正当理由拒不出席"
    WALKED_OUT = "walked_out", "当事人未经许可中途退出"
    WITHDRAWN = "withdrawn", "当事人撤回听证要求"
    POSTPONED = "postponed", "有正当理由，延期举行"
    RECUSAL = "recusal", "申请主持人回避"


class Openness(Choice):
    """Whether the public may come."""

    OPEN = "open", "公开举行"
    CLOSED = "closed", "不公开举行"


class Signing(Choice):
    """How the party signed the record."""

    SIGNED = "signed", "已核对并签名"
    REFUSED = "refused", "拒绝签名，已记明"
    ABSENT = "absent", "当事人不在场"


class RecusalOpinion(Choice):
    """What the leader decides about a recusal."""

    AGREE = "agree", "同意回避"
    REJECT = "reject", "不同意回避"


class ReportOpinion(Choice):
    """What the leader says about the report."""

    AGREE = "agree", "报告完备"
    RETURN = "return", "退回主持人补充"


class NameHost(TaskForm):
    """指定听证主持人: somebody outside the investigation, and who keeps the record."""

    host = HearingHost(label="听证主持人", required=True, help="须是非本案调查人员。")
    clerk = HearingClerk(label="记录人", required=True, help="不得是本案调查人员，也不得是主持人本人。")

    @validates_schema(skip_on_field_errors=True)
    def two_people(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a host who would write the record as well."""
        if answers["host"] == answers["clerk"]:
            raise ValidationError({"clerk": ["记录人不得是主持人本人，请另选一人。"]})


class HandOverFile(TaskForm):
    """移交案卷 to the host."""

    matter = Text(label="案由", longest=LINE, required=True, help="如“涉嫌无证经营”，不写“一案”。")
    proposal = Text(label="拟作出的处理", longest=LONG, lines=True, required=True)
    handed_on = Day(label="移交日期", required=True)
    materials = Lines(label="移交的材料", longest=LONG, required=True, help="一行一项。")


class FixHearing(TaskForm):
    """确定听证日期: early enough for the notice, open unless there is a reason (form 39)."""

    steering = frozenset({"fixing"})
    needed_when = {
        "hearing_at": ("fixing", Fixing.FIXED),
        "hearing_place": ("fixing", Fixing.FIXED),
        "openness": ("fixing", Fixing.FIXED),
        "closed_because": ("openness", Openness.CLOSED),
        "recusal_ground": ("fixing", Fixing.RECUSAL),
        "withdrawal_files": ("fixing", Fixing.WITHDRAWN),
    }

    fixing = OneOf(Fixing, label="办理情况", required=True)
    hearing_at = Moment(label="听证时间", ahead=True, help="须在法定的提前通知时间届满以后。")
    hearing_place = Text(label="听证地点", longest=LINE)
    openness = OneOf(Openness, label="是否公开")
    closed_because = Text(label="不公开的理由", longest=LONG, help="涉及国家秘密、商业秘密或者个人隐私。")
    recusal_ground = Text(label="回避的申请人和理由", longest=LONG, lines=True)
    clerk = HearingClerk(label="更换的记录人", help="记录人已经回避或者不能记录的，另选一人。")
    withdrawal_files = Attachments(label="撤回听证要求的书面表示")

    @validates_schema(skip_on_field_errors=True)
    def notice_comes_early_enough(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a date that even a notice served at once would not reach in time."""
        at: datetime | None = answers.get("hearing_at")
        earliest = self.known.get("hearing_earliest_on", "")
        if at is not None and at.date().isoformat() < earliest:
            why = f"最早可以定在{written(earliest)}。依据：{self.known.get('hearing_notice_by', '')}。"
            raise ValidationError({"hearing_at": [f"这一天太早，来不及提前通知当事人；{why}"]})


class DecideRecusal(TaskForm):
    """决定主持人回避 (程序规定): a leader decides."""

    steering = frozenset({"recusal_opinion"})
    needed_when = {
        "recusal_kind": ("recusal_opinion", RecusalOpinion.AGREE),
        "recusal_asked_by": ("recusal_opinion", RecusalOpinion.AGREE),
    }

    recusal_opinion = OneOf(RecusalOpinion, label="决定", required=True)
    recusal_kind = OneOf(RecusalGround, label="回避事由")
    recusal_asked_by = OneOf(RecusalRequest, label="由谁提出")
    recusal_reason = Text(label="决定的理由", longest=300, required=True)


class HoldHearing(TaskForm):
    """主持听证 and its record (form 40): held, forfeited, withdrawn, put off once, or stopped by a recusal."""

    steering = frozenset({"hearing_course"})
    needed_when = {
        "attendants": ("hearing_course", Course.HELD),
        "investigators": ("hearing_course", Course.HELD),
        "investigators_said": ("hearing_course", Course.HELD),
        "party_said": ("hearing_course", Course.HELD),
        "debate": ("hearing_course", Course.HELD),
        "last_words": ("hearing_course", Course.HELD),
        "circumstances": ("signing", Signing.REFUSED),
        "postponed_because": ("hearing_course", Course.POSTPONED),
        "recusal_ground": ("hearing_course", Course.RECUSAL),
    }

    hearing_course = OneOf(Course, label="听证情况", required=True)
    started_at = Moment(label="开始时间")
    ended_at = Moment(label="结束时间")
    clerk = HearingClerk(label="更换的记录人", help="记录人已经回避或者不能记录的，另选一人。")
    rights_told = YesNo(label="已核对身份，告知听证权利和申请回避的权利")
    investigators = Text(label="到场的调查人员", longest=LINE, help="姓名和执法证号。")
    attendants = Text(label="当事人一方出席人", longest=300, personal=True, help="姓名和身份。")
    agent = Text(label="委托代理人", longest=LINE, personal=True, help="姓名和身份；可以委托一至二人。")
    second_agent = Text(label="另一名委托代理人", longest=LINE, personal=True)
    others = Text(label="其他参加人", longest=300, personal=True, help="第三人、证人、翻译等。")
    investigators_said = Text(label="调查人员提出的事实、证据和处理建议", longest=LONG, lines=True)
    party_said = Text(label="当事人的申辩和质证", longest=LONG, lines=True)
    interpreter_recusal = Text(
        label="对翻译人员等的回避申请和主持人的决定",
        longest=LONG,
        lines=True,
        help="由主持人当场决定；没有的不填。",
    )
    debate = Text(label="辩论情况", longest=LONG, lines=True)
    last_words = Text(label="当事人最后陈述", longest=LONG, lines=True)
    signing = OneOf(Signing, label="笔录核对和签名")
    circumstances = Text(
        label="需要记明的情况", longest=LONG, lines=True, help="拒签、缺席、中途退出、撤回等。"
    )
    postponed_because = Text(label="延期的理由", longest=LONG, lines=True)
    recusal_ground = Text(label="回避的申请人和理由", longest=LONG, lines=True)
    record_files = Attachments(label="录音录像、签名的笔录和其他材料")

    @validates_schema(skip_on_field_errors=True)
    def a_record_says_when_and_how(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a record without its times and signing; a forfeited hearing needs what happened as well."""
        course = answers["hearing_course"]
        if course in (Course.POSTPONED, Course.RECUSAL):
            return
        needed = {"started_at", "ended_at", "signing"} | (
            {"circumstances"} if course != Course.HELD else set()
        )
        missing = {name: ["请填写这一项。"] for name in needed if not answers.get(name)}
        if missing:
            raise ValidationError(missing)
        if answers["ended_at"] < answers["started_at"]:
            raise ValidationError({"ended_at": ["结束时间早于开始时间，请核对。"]})

    @validates_schema(skip_on_field_errors=True)
    def held_on_its_day(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a record of another day than the notice named, or of a day that has not come."""
        day, started = self.known.get("hearing_on", ""), answers.get("started_at")
        if started and str(started.date()) != day:
            raise ValidationError({"started_at": [f"听证通知书定在{written(day)}举行，请核对日期。"]})
        if started and started.date() > self.known["today"]:
            raise ValidationError({"started_at": ["这一天还没有到，请核对日期。"]})

    @validates_schema(skip_on_field_errors=True)
    def rights_are_told(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a hearing at which nobody told the party its rights."""
        if answers["hearing_course"] == Course.HELD and not answers.get("rights_told"):
            raise ValidationError({"rights_told": ["听证开始时须核对身份并告知权利，请补正后再登记。"]})

    @validates_schema(skip_on_field_errors=True)
    def put_off_once(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a second postponement."""
        if answers["hearing_course"] == Course.POSTPONED and self.known.get("hearing_postponed"):
            raise ValidationError({"hearing_course": ["本案听证已经延期一次，不能再次延期。"]})


class WriteReport(TaskForm):
    """撰写听证报告 (form 41)."""

    resumes = True
    summary = Text(label="听证的基本情况", longest=LONG, lines=True, required=True)
    party_opinion = Text(label="当事人的主要意见", longest=LONG, lines=True, required=True)
    investigators_opinion = Text(label="调查人员的主要意见", longest=LONG, lines=True, required=True)
    facts_found = Text(label="认定的事实和证据", longest=LONG, lines=True, required=True)
    advice = Text(label="处理意见和建议", longest=LONG, lines=True, required=True)


class ReadReport(TaskForm):
    """审阅听证报告."""

    steering = frozenset({"report_opinion"})
    needed_when = {"reason": ("report_opinion", ReportOpinion.RETURN)}

    report_opinion = OneOf(ReportOpinion, label="审阅意见", required=True)
    reason = Text(label="退回的理由", longest=LONG, lines=True)


TASK_FORMS = {
    "name_host": NameHost,
    "hand_over_file": HandOverFile,
    "fix_hearing": FixHearing,
    "decide_recusal": DecideRecusal,
    "decide_recusal_at_hearing": DecideRecusal,
    "hold_hearing": HoldHearing,
    "write_report": WriteReport,
    "read_report": ReadReport,
}
