"""The closed vocabularies: each code that is stored, with the words that people read."""

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """A code that is stored, with its Chinese label."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """Make a member out of its code and its label."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def labelled(cls, label: str) -> Self:
        """Return the member that people know by this label; LookupError when there is none."""
        for member in cls:
            if member.label == label:
                return member
        raise LookupError(label)


class Part(Choice):
    """What one person is in one case; nobody is two of these in the same case (程序规定 49)."""

    HANDLING = "handling", "承办"
    REVIEWING = "reviewing", "审核"
    APPROVING = "approving", "审批"
    HEARING = "hearing", "听证主持"


class Role(Choice):
    """What an officer may be in a case (the lanes of the diagrams), or in the system."""

    WINDOW = "window", "窗口"
    CASE_OFFICER = "case_officer", "承办人"
    UNIT_HEAD = "unit_head", "科室负责人"
    REVIEWER = "reviewer", "审核人"
    LEGAL_REVIEWER = "legal_reviewer", "法制审核人"
    HEARING_HOST = "hearing_host", "听证主持人"
    APPROVER = "approver", "审批人"
    CHIEF = "chief", "主要负责人"
    PANEL = "panel", "集体讨论"
    CREDIT_SECTION = "credit_section", "信用监管科"
    SYSTEM_ADMINISTRATOR = "system_administrator", "系统管理员"

    @property
    def part(self) -> Part:
        """The part in a case that answering in this role makes of an officer."""
        return PARTS.get(self, Part.HANDLING)


PARTS = {
    Role.UNIT_HEAD: Part.REVIEWING,
    Role.REVIEWER: Part.REVIEWING,
    Role.LEGAL_REVIEWER: Part.REVIEWING,
    Role.HEARING_HOST: Part.HEARING,
    Role.APPROVER: Part.APPROVING,
    Role.CHIEF: Part.APPROVING,
    Role.PANEL: Part.APPROVING,
}


class EntityKind(Choice):
    """行政相对人类别."""

    ORGANISATION = "organisation", "法人及非法人组织"
    INDIVIDUAL_BUSINESS = "individual_business", "个体工商户"
    PERSON = "person", "自然人"


class IdentityKind(Choice):
    """自然人的证件类型."""

    CITIZEN = "citizen", "身份证"
    PASSPORT = "passport", "护照"
    HONG_KONG_MACAO = "hong_kong_macao", "港澳居民来往内地通行证"
    TAIWAN = "taiwan", "台湾居民来往大陆通行证"
    RESIDENT = "resident", "外国人永久居留身份证"


class Tier(Choice):
    """失信信息的档次."""

    MINOR = "minor", "轻微"
    GENERAL = "general", "一般"
    SERIOUS = "serious", "严重"


class RecordKind(Choice):
    """What a credit record is about."""

    PENALTY = "penalty", "行政处罚信息"
    ABNORMAL_LIST = "abnormal_list", "经营异常名录"
    ABNORMAL_MARK = "abnormal_mark", "经营异常状态标记"
    SERIOUS_LIST = "serious_list", "严重违法失信名单"
    SPOT_CHECK = "spot_check", "抽查检查结果负面信息"
    REPAIR_FRAUD = "repair_fraud", "信用修复弄虚作假"


class RecordState(Choice):
    """Where a record stands (§3.3)."""

    RECORDED = "recorded", "已记录（不公示）"
    PUBLISHED = "published", "公示中"
    MASKED = "masked", "暂时屏蔽"
    REPAIRED = "repaired", "已修复"
    EXPIRED = "expired", "公示期满"
    WITHDRAWN = "withdrawn", "已撤回"

    @property
    def is_shown(self) -> bool:
        """Whether the showing of a record in this state can still be ended; a masked one is hidden for a time."""
        return self in {RecordState.PUBLISHED, RecordState.MASKED}

    @property
    def is_ended(self) -> bool:
        """Whether the public no longer sees a record in this state, for good."""
        return self in {RecordState.REPAIRED, RecordState.EXPIRED, RecordState.WITHDRAWN}


class EntryKind(Choice):
    """What a line of the credit record tells of."""

    IMPORT = "import", "归集"
    CASE = "case", "办案"
    DEADLINE = "deadline", "期限"
    LIFE = "life", "公示"
    SERVICE = "service", "送达"


class Visibility(Choice):
    """Who may read a line of the credit record."""

    INTERNAL = "internal", "内部"
    PARTY = "party", "当事人可见"
    PUBLIC = "public", "公开"


class StepKind(Choice):
    """What moved a case."""

    OPENED = "opened", "登记"
    COMPLETED = "completed", "办理"
    TIMER = "timer", "到期"
    MESSAGE = "message", "消息"


class DeadlineEnd(Choice):
    """The one end of a deadline."""

    MET = "met", "按期完成"
    FIRED = "fired", "已到期"
    CANCELLED = "cancelled", "不再适用"


class Outcome(Choice):
    """How a case ends (§1.5 for credit repair)."""

    NOTIFIED = "NOTIFIED", "已告知"

    GRANTED = "GRANTED", "准予修复"
    REFUSED = "REFUSED", "不予修复"
    NOT_ACCEPTED = "NOT_ACCEPTED", "不予受理"
    LAPSED = "LAPSED", "逾期未补正，视为撤回"
    WITHDRAWN_BY_PARTY = "WITHDRAWN_BY_PARTY", "当事人撤回"
    TRANSFERRED = "TRANSFERRED", "移送有权机关"

    NOT_FILED = "NOT_FILED", "不予立案"
    TERMINATED = "TERMINATED", "终止调查"
    PENALISED = "PENALISED", "给予行政处罚"
    NOT_PENALISED = "NOT_PENALISED", "不予行政处罚"
    CASE_WITHDRAWN = "CASE_WITHDRAWN", "撤销案件"


class ServiceMode(Choice):
    """送达方式 (程序规定 82–83)."""

    DIRECT = "direct", "直接送达"
    LEFT = "left", "留置送达"
    POST = "post", "邮寄送达"
    ELECTRONIC = "electronic", "电子送达"
    ENTRUSTED = "entrusted", "委托送达"
    FORWARDED = "forwarded", "转交送达"
    PUBLIC_NOTICE = "public_notice", "公告送达"


class ServiceCourse(Choice):
    """What an officer does with a document that is to be served."""

    DELIVER = "deliver", "登记送达"
    CONFIRM = "confirm", "先登记送达地址确认书"
    NOTICE = "notice", "公告送达"


class Receiver(Choice):
    """Who may sign for a document in a party's place (程序规定 82)."""

    PARTY = "party", "受送达人本人"
    FAMILY = "family", "同住的成年家属"
    HEAD = "head", "法定代表人、主要负责人"
    MAIL_ROOM = "mail_room", "负责收件的人员"
    AGENT = "agent", "代理人"
    NOMINATED = "nominated", "指定的代收人"


class ElectronicMode(Choice):
    """How a party that agreed to it is served electronically."""

    SMS = "sms", "手机短信"
    FAX = "fax", "传真"
    EMAIL = "email", "电子邮件"
    MESSENGER = "messenger", "即时通讯账号"


class NoticeReason(Choice):
    """Why a document is served by public notice, the last of all modes."""

    MISSING = "missing", "受送达人下落不明"
    OTHERS_FAILED = "others_failed", "采用其他方式无法送达"


class NoticePlace(Choice):
    """Where a public notice is published."""

    BOARD = "board", "本局公告栏和受送达人住所地张贴"
    NEWSPAPER = "newspaper", "报纸"
    WEBSITE = "website", "本局门户网站"


class NoticeCourse(Choice):
    """What ends a public notice before its time."""

    COLLECTED = "collected", "受送达人前来领取，已经签收"
    RENEWED = "renewed", "公告有误，撤下后重新送达"


class PostChange(Choice):
    """What becomes of a role that an officer holds."""

    GRANT = "grant", "担任"
    REVOKE = "revoke", "不再担任"


class RecusalGround(Choice):
    """Why an officer steps out of a case (行政处罚法 43)."""

    INTEREST = "interest", "与案件有直接利害关系"
    RELATION = "relation", "有其他关系可能影响公正执法"


class RecusalRequest(Choice):
    """Who asked that an officer step out."""

    OFFICER = "officer", "本人申请"
    PARTY = "party", "当事人申请"
    BUREAU = "bureau", "本局依职权"


class DocumentStanding(Choice):
    """What became of a document that is no longer valid."""

    REPLACED = "replaced", "已被替换"
    WITHDRAWN = "withdrawn", "已撤回"


class MessageState(Choice):
    """Where a message to another system stands."""

    WAITING = "waiting", "待发送"
    SENT = "sent", "已发送"
    FAILED = "failed", "发送失败"


class ImportState(Choice):
    """Where an import stands."""

    WAITING = "waiting", "排队中"
    RUNNING = "running", "导入中"
    DONE = "done", "已完成"
    FAILED = "failed", "未能读取"


class Opinion(Choice):
    """What a reviewer or approver answers."""

    AGREE = "agree", "同意"
    RETURN = "return", "退回承办人"
