"""How a document is served (送达)."""

from forms.choices.choice import Choice


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
