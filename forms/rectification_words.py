"""The vocabularies of 限期整改 (rectification within a time limit): each code that is stored, with its words."""

from forms.choices import Choice


class Hazard(Choice):
    """How dangerous the problem is (P2-02); the term follows from it."""

    ORDINARY = "ordinary", "一般问题"
    CONSTRUCTION = "construction", "需要工程改造或者体系整改"
    URGENT = "urgent", "危及安全"


class OrderKind(Choice):
    """The paper by which the party is ordered to correct; the codes are the kinds of papers."""

    ORDER = "rectification_order", "责令改正通知书"
    DIRECTIVE = "equipment_directive", "特种设备安全监察指令书"


class FollowUp(Choice):
    """What came in while the party has time to put things right (P2-06, P2-08)."""

    REPORT = "report", "整改报告"
    STATEMENT = "statement", "陈述"
    EXTENSION_REQUEST = "extension_request", "延期申请"


class FurtherMeasure(Choice):
    """What follows when it was not put right (P2-12); the codes are the answers of the form that proposes it."""

    PENALTY = "penalty", "立案处罚"
    COERCION = "coercion", "责令停止、查封扣押"
    ANNULMENT = "annulment", "撤销以承诺取得的许可"
    INTERVIEW = "interview", "约谈"


class ExtensionOpinion(Choice):
    """What the head of the section decides about a request for more time (P2-07)."""

    GRANT = "grant", "准予延期"
    REFUSE = "refuse", "不予延期"


class Whereabouts(Choice):
    """What became of the search for a party that could not be found (P2-13)."""

    FOUND = "found", "已查找到"
    LOST = "lost", "查无下落"
