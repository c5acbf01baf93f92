"""Forms of 复查 (the recheck of what was to be put right), which other procedures call."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms.base import TaskForm
from forms.choices import Choice, Opinion
from forms.fields import Attachments, Companion, Day, Lines, Moment, OneOf, Text

LONG = 2000
LINE = 100


class Occasion(Choice):
    """What the recheck follows upon; the time for it is counted from there."""

    REPORT = "report", "收到整改报告"
    SPECIAL_EQUIPMENT = "special_equipment", "收到特种设备整改报告"
    NO_REPORT = "no_report", "整改期限届满，没有收到整改报告"


class RecheckMode(Choice):
    """How it is rechecked."""

    ON_SITE = "on_site", "现场复查"
    ON_PAPERS = "on_papers", "书面复查"


class RecheckResult(Choice):
    """What the recheck finds (P2-11)."""

    PASS = "pass", "整改合格"
    PARTIAL = "partial", "部分整改到位"
    FAIL = "fail", "整改不到位"
    NOT_FOUND = "not_found", "查找不到当事人"


class Arrange(TaskForm):
    """安排复查: which order is rechecked, upon what, and how."""

    steering = frozenset({"recheck_mode"})
    prefilled = {
        "order": "recheck_order",
        "ordered_on": "recheck_ordered_on",
        "occasion": "recheck_occasion",
        "counted_from": "recheck_from",
        "recheck_mode": "recheck_planned",
    }

    order = Text(label="复查所依据的文书", longest=LINE, required=True, help="名称和文号。")
    ordered_on = Day(label="文书日期", required=True)
    occasion = OneOf(Occasion, label="复查的起因", required=True)
    counted_from = Day(
        label="起算日期", required=True, help="收到整改报告的日期；没有收到的，整改期限届满的日期。"
    )
    recheck_mode = OneOf(RecheckMode, label="复查方式", required=True)
    report_files = Attachments(label="整改报告")

    @validates_schema(skip_on_field_errors=True)
    def reported_after_it_was_ordered(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse an occasion that lies before the order."""
        if answers["counted_from"] < answers["ordered_on"]:
            raise ValidationError({"counted_from": ["起算日期早于文书日期，请核对。"]})


class Inspect(TaskForm):
    """复查: by two officers, item by item."""

    started_at = Moment(label="复查开始时间", required=True)
    ended_at = Moment(label="复查结束时间", required=True)
    companion = Companion(
        label="另一名复查人员", required=True, help="可以是责令整改的人员，但其不得再确认本次复查。"
    )
    place = Text(label="复查地点", longest=LINE, help="现场复查的必须填写。")
    done_items = Lines(label="已经整改到位的事项", longest=LONG, help="每行一项，写明整改情况。")
    partial_items = Lines(label="部分整改到位的事项", longest=LONG, help="每行一项，写明尚未到位之处。")
    open_items = Lines(label="没有整改的事项", longest=LONG, help="每行一项，写明现状。")
    result = OneOf(RecheckResult, label="复查结论", required=True)
    next_step = Text(label="后续处理意见", longest=LONG, lines=True, required=True)
    party_statement = Text(label="当事人的陈述", longest=LONG, lines=True)
    evidence_files = Attachments(label="复查证据")

    @validates_schema(skip_on_field_errors=True)
    def ended_after_it_started(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a recheck that ended before it started, or has not taken place yet."""
        started, ended = answers["started_at"], answers["ended_at"]
        if ended < started:
            raise ValidationError({"ended_at": ["结束时间早于开始时间，请核对。"]})
        if ended.date() > self.known.get("today", ended.date()):
            raise ValidationError({"ended_at": ["这一天还没有到，请核对日期。"]})

    @validates_schema(skip_on_field_errors=True)
    def goes_where_it_was_arranged(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a visit without its place, and a party that nobody looked for on the spot."""
        on_site = self.known.get("recheck_mode") == RecheckMode.ON_SITE
        if on_site and not answers.get("place"):
            raise ValidationError({"place": ["现场复查应当写明地点。"]})
        if answers["result"] == RecheckResult.NOT_FOUND and not on_site:
            raise ValidationError({"result": ["没有到现场的，不能认定查找不到当事人。"]})

    @validates_schema(skip_on_field_errors=True)
    def result_follows_from_the_items(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a result that the items do not bear out."""
        done, partly, not_done = (
            bool(answers.get(name)) for name in ("done_items", "partial_items", "open_items")
        )
        borne_out = {
            RecheckResult.PASS: done and not partly and not not_done,
            RecheckResult.PARTIAL: partly or (done and not_done),
            RecheckResult.FAIL: not_done,
            RecheckResult.NOT_FOUND: not (done or partly or not_done),
        }
        if not borne_out[answers["result"]]:
            raise ValidationError({"result": ["复查结论与逐项情况不一致，请核对。"]})


class Confirm(TaskForm):
    """确认复查结论: by somebody who took no part in the recheck."""

    steering = frozenset({"recheck_opinion"})
    needed_when = {"reason": ("recheck_opinion", Opinion.RETURN)}

    recheck_opinion = OneOf(Opinion, label="确认意见", required=True)
    reason = Text(label="退回重新复查的理由", longest=LONG, lines=True)


TASK_FORMS = {"arrange": Arrange, "inspect": Inspect, "confirm": Confirm}
