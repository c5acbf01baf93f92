"""The forms of 送达 (service of a document), which other procedures call (程序规定 82–83)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms.base import TaskForm, Widget
from forms.choices import (
    ElectronicMode,
    NoticeCourse,
    NoticePlace,
    NoticeReason,
    Receiver,
    ServiceCourse,
    ServiceMode,
)
from forms.fields import WORDS, Attachments, Day, OneOf, Server, Text, YesNo

LINE, LONG = 300, 2000
PLACES = frozenset({ServiceMode.DIRECT, ServiceMode.POST})
"""The modes in which a document goes to the address that the party confirmed."""


def signers(known: Mapping[str, Any], mode: ServiceMode) -> tuple[Receiver, ...]:
    """Return who may sign in a mode of service, as the case was told by the law's table."""
    codes = known.get(f"signers_{mode.value}")
    return tuple(map(Receiver, codes.split())) if codes is not None else tuple(Receiver)


class Serve(TaskForm):
    """送达: one attempt with its proof; or the confirmed address first; or a public notice, last of all."""

    steering = frozenset({"served"})
    computed = frozenset({"service_course"})
    needed_when = {
        "proof_files": ("served", "true"),
        "failure": ("served", "false"),
        "refusal_reason": ("mode", ServiceMode.LEFT),
        "entrusted_to": ("mode", ServiceMode.ENTRUSTED),
        "forwarded_by": ("mode", ServiceMode.FORWARDED),
        "returned_on": ("undeliverable", "true"),
        "notice_reason": ("mode", ServiceMode.PUBLIC_NOTICE),
        "notice_facts": ("mode", ServiceMode.PUBLIC_NOTICE),
        "notice_content": ("mode", ServiceMode.PUBLIC_NOTICE),
    }
    offered_when = {
        "receiver": ("served", "true"),
        "relation": ("served", "true"),
        "undeliverable": ("served", "true"),
        "witnesses": ("mode", ServiceMode.LEFT),
        "recording_files": ("mode", ServiceMode.LEFT),
    }

    confirm_first = YesNo(
        label="先登记送达地址确认书", help="当事人刚签署或者变更送达地址的，选“是”并提交，其余各项不填。"
    )
    mode = OneOf(ServiceMode, label="送达方式")
    entrusted_to = Text(label="受托送达的机关", longest=LINE)
    forwarded_by = Text(
        label="转交文书的单位", longest=LINE, help="受送达人所在部队、监狱等单位，收到后立即交本人签收。"
    )
    served = YesNo(label="已经送达", help="公告送达的不填，公告期满即视为送达。")
    undeliverable = YesNo(
        label="按确认的地址未能送交",
        help="按送达地址确认书上的地址直接送达、邮寄送达而未能送交的，依法视为送达。",
    )
    happened_on = Day(
        label="日期",
        help="直接、委托、转交送达填签收日；留置填留置日；邮寄填回执上的收件日；电子送达填到达对方系统的日期。",
    )
    returned_on = Day(label="留下文书或者邮件退回之日")
    receiver = Text(label="签收人", longest=100, help="留置送达的，填拒绝签收的人。")
    relation = OneOf(Receiver, label="签收人的身份")
    second_officer = Server(label="另一名送达人")
    refusal_reason = Text(label="拒收事由", longest=LINE)
    witnesses = Text(
        label="见证人",
        longest=LINE,
        help="基层组织或者所在单位的代表，写明姓名和单位；没有的须有照片、录像。",
    )
    recording_files = Attachments(label="留置过程的照片、录像")
    proof_files = Attachments(label="送达凭证", help="签收的送达回证、邮寄回执或者到达对方系统的截图。")
    notice_reason = OneOf(NoticeReason, label="公告送达的原因")
    notice_facts = Text(
        label="原因的具体情况",
        longest=LINE,
        lines=True,
        help="写明已经采用的方式和结果、查找当事人的情况，存卷。",
    )
    notice_content = Text(label="公告写明的文书主要内容", longest=LONG, lines=True)
    failure = Text(label="未送达的原因", longest=LINE)
    note = Text(label="备注", longest=LINE)

    def steers(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return whether it was served, and which way the document goes from here."""
        course = ServiceCourse.DELIVER
        if answers.get("mode") is ServiceMode.PUBLIC_NOTICE:
            course = ServiceCourse.NOTICE
        if answers.get("confirm_first"):
            course = ServiceCourse.CONFIRM
        return {"served": bool(answers.get("served")), "service_course": course.value}

    @validates_schema(skip_on_field_errors=True)
    def an_attempt_says_how_when_and_whether(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse an attempt without its mode, its day, its result, or the one who signed for it."""
        if answers.get("confirm_first"):
            return
        needed = ["mode"]
        if answers.get("mode") is not ServiceMode.PUBLIC_NOTICE:
            needed += ["served", "happened_on"]
        if answers.get("served") and not answers.get("undeliverable"):
            needed += ["receiver"]
        missing = {name: [WORDS["required"]] for name in needed if answers.get(name) in (None, "")}
        if missing:
            raise ValidationError(missing)

    def widgets(self) -> Iterator[Widget]:
        """Yield the answers; who signed comes with the words of who may, by the law's table."""
        for widget in super().widgets():
            may = {"relation": self._who_may_sign()}.get(widget.name, "")
            yield replace(widget, help=may) if may else widget

    def _who_may_sign(self) -> str:
        by_signers: dict[str, list[str]] = {}
        for mode in ServiceMode:
            may = "、".join(one.label for one in signers(self.known, mode))
            by_signers.setdefault(may, []).append(mode.label)
        return "".join(f"{'、'.join(modes)}由{may}签收。" for may, modes in by_signers.items() if may)

    @validates_schema(skip_on_field_errors=True)
    def the_mode_is_open(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Refuse a mode whose conditions are not met."""
        faults = dict(self._faults(answers.get("mode"), answers))
        if faults and not answers.get("confirm_first"):
            raise ValidationError(faults)

    def _faults(self, mode: ServiceMode | None, answers: Mapping[str, Any]) -> Mapping[str, list[str]]:
        if mode is ServiceMode.ELECTRONIC and not self.known.get("electronic_consent"):
            return {"mode": ["当事人没有签名同意电子送达，请改用直接送达或者邮寄送达。"]}
        if mode is ServiceMode.LEFT and not (answers.get("witnesses") or answers.get("recording_files")):
            return {"witnesses": ["留置送达须有见证人，或者拍照、录像。"]}
        if mode is ServiceMode.PUBLIC_NOTICE:
            return self._faults_of_notice(answers)
        if answers.get("undeliverable"):
            return self._faults_of_address(mode, answers)
        return self._faults_of_signature(mode, answers.get("relation"))

    def _faults_of_signature(
        self, mode: ServiceMode | None, signer: Receiver | None
    ) -> Mapping[str, list[str]]:
        may = signers(self.known, mode) if mode else ()
        if mode is None or signer is None or signer in (may or (signer,)):
            return {}
        return {"relation": [f"{mode.label}不得由{signer.label}签收。"]}

    def _faults_of_notice(self, answers: Mapping[str, Any]) -> Mapping[str, list[str]]:
        if answers.get("served") is not None:
            return {"served": ["公告送达须待公告期满，这一项不填。"]}
        failed = self.known.get("other_modes_failed")
        if answers.get("notice_reason") is NoticeReason.OTHERS_FAILED and not failed:
            return {
                "notice_reason": ["卷中没有其他方式未能送达的记录，请先登记直接送达或者邮寄送达未成的情况。"]
            }
        return {}

    def _faults_of_address(
        self, mode: ServiceMode | None, answers: Mapping[str, Any]
    ) -> Mapping[str, list[str]]:
        if mode not in PLACES:
            return {"undeliverable": ["只有按确认的地址直接送达或者邮寄送达，未能送交的才视为送达。"]}
        if not self.known.get("address_confirmed"):
            return {"undeliverable": ["当事人没有签署送达地址确认书，未能送交的不能视为送达。"]}
        return {}


class ConfirmAddress(TaskForm):
    """送达地址确认书 (form 10): where the party wants to be served, and whether electronically."""

    needed_when = {
        "electronic_mode": ("electronic_consent", "true"),
        "electronic_address": ("electronic_consent", "true"),
    }

    delivery_address = Text(label="确认的送达地址", longest=200, required=True, personal=True)
    nominated_receiver = Text(
        label="指定的代收人", longest=100, personal=True, help="写明姓名、电话；没有指定的不填。"
    )
    electronic_consent = YesNo(label="同意电子送达", required=True)
    electronic_mode = OneOf(ElectronicMode, label="电子送达的方式")
    electronic_address = Text(label="电子送达地址", longest=100, personal=True)
    signed_on = Day(label="签署日期", required=True)
    confirmation_files = Attachments(label="当事人签名的送达地址确认书", at_least=1, required=True)


class PublishNotice(TaskForm):
    """发布公告: where and since when the notice hangs, with its photographs."""

    published_on = Day(label="发布公告的日期", required=True, help="公告期自发布之日起计算。")
    place = OneOf(NoticePlace, label="发布公告的载体", required=True)
    where = Text(
        label="具体位置", longest=LINE, required=True, help="张贴的地点、报纸的名称和版面，或者网址。"
    )
    notice_files = Attachments(
        label="公告的照片、报样或者网页截图", at_least=1, required=True, help="须能看出内容和日期。"
    )


class AwaitNotice(TaskForm):
    """公告期间: nothing is to be done, unless the party comes for the document or the notice is wrong."""

    steering = frozenset({"notice_course"})
    needed_when = {
        "happened_on": ("notice_course", NoticeCourse.COLLECTED),
        "receiver": ("notice_course", NoticeCourse.COLLECTED),
        "proof_files": ("notice_course", NoticeCourse.COLLECTED),
        "fault": ("notice_course", NoticeCourse.RENEWED),
    }

    notice_course = OneOf(NoticeCourse, label="公告期满以前发生的情况", required=True)
    happened_on = Day(label="签收日期")
    receiver = Text(label="签收人", longest=100)
    relation = OneOf(Receiver, label="签收人的身份")
    proof_files = Attachments(label="签收的送达回证")
    fault = Text(label="公告的错误", longest=LINE, lines=True)

    offered_when = {"relation": ("notice_course", NoticeCourse.COLLECTED)}


TASK_FORMS = {
    "serve": Serve,
    "confirm_address": ConfirmAddress,
    "publish_notice": PublishNotice,
    "await_notice": AwaitNotice,
}
