"""The vocabularies of 行政处罚 (the penalty procedure): each code that is stored, with the words that people read."""

from forms.choices import Choice


class LeadCourse(Choice):
    """Where the verification of a lead goes from here."""

    DONE = "done", "核查完毕，提出建议"
    TESTING = "testing", "需要检测、检验、检疫、鉴定"
    EXTEND = "extend", "申请延长核查期限"


class FilingOpinion(Choice):
    """What a leader decides about a lead."""

    FILE = "file", "立案"
    NOT_FILE = "not_file", "不予立案"
    RETURN = "return", "退回承办人"


class FilingProposal(Choice):
    """What the handlers propose about a lead."""

    FILE = "file", "建议立案"
    NOT_FILE = "not_file", "建议不予立案"


class Measure(Choice):
    """What is done to secure evidence and property (程序规定 33 to 38)."""

    PRESERVE = "preserve", "先行登记保存证据"
    SEIZE = "seize", "查封、扣押"
    NONE = "none", "没有，各项措施均已处理完毕"


class Disposal(Choice):
    """What became of evidence that was preserved (程序规定 35)."""

    RETURNED = "returned", "记录、复制、拍照后退还"
    TESTED = "tested", "送交检测、检验、检疫、鉴定"
    SEIZED = "seized", "依法查封、扣押"
    CONFISCATED = "confiscated", "依法没收"
    RELEASED = "released", "解除先行登记保存"


class SeizureCourse(Choice):
    """What becomes of property that was seized."""

    RELEASE = "release", "解除查封、扣押"
    EXTEND = "extend", "申请延长期限"
    TESTING = "testing", "需要检测、检验、检疫、鉴定"


class InvestigationCourse(Choice):
    """Where the investigation goes from here."""

    CONCLUDE = "conclude", "调查终结"
    TESTING = "testing", "需要检测、检验、检疫、鉴定"
    EXTEND = "extend", "申请延长办案期限"
    SUSPEND = "suspend", "申请中止调查"
    TERMINATE = "terminate", "申请终止调查"


class SuspensionGround(Choice):
    """Why an investigation is suspended (程序规定 46)."""

    RULING = "ruling", "须以相关案件的裁判结果或者其他行政决定为依据"
    INTERPRETATION = "interpretation", "涉及法律适用等问题，须送请有权机关解释或者确认"
    FORCE_MAJEURE = "force_majeure", "因不可抗力致使案件暂时无法调查"
    MISSING = "missing", "因当事人下落不明致使案件暂时无法调查"
    OTHER = "other", "其他应当中止调查的情形"


class TerminationGround(Choice):
    """Why an investigation is terminated (程序规定 47)."""

    DECEASED = "deceased", "涉嫌违法的自然人死亡"
    DISSOLVED = "dissolved", "涉嫌违法的组织终止，没有权利义务承受人"
    OTHER = "other", "其他导致调查无法继续进行的情形"


class Proposal(Choice):
    """What the handlers propose, and what is then decided (程序规定 60)."""

    PENALTY = "penalty", "给予行政处罚"
    NO_PENALTY = "no_penalty", "不予行政处罚"
    WITHDRAWN = "withdrawn", "违法事实不能成立，撤销案件"
    TRANSFER = "transfer", "移送其他机关或者司法机关"


class Transfer(Choice):
    """To whom a case is handed over; each code is the letter that goes out (forms 4 and 5)."""

    AUTHORITY = "case_transfer_letter", "不属于本局管辖，移送有管辖权的机关"
    CRIME = "crime_transfer_letter", "涉嫌犯罪，移送司法机关"


class Admonition(Choice):
    """The penalties that touch reputation only (行政处罚法 9)."""

    WARNING = "warning", "警告"
    CRITICISM = "criticism", "通报批评"


class Restriction(Choice):
    """The penalties that touch a right to act (行政处罚法 9)."""

    SUSPEND_LICENCE = "suspend_licence", "暂扣许可证件"
    LOWER_GRADE = "lower_grade", "降低资质等级"
    REVOKE_LICENCE = "revoke_licence", "吊销许可证件"
    REVOKE_BUSINESS_LICENCE = "revoke_business_licence", "吊销营业执照"
    RESTRICT_BUSINESS = "restrict_business", "限制开展生产经营活动"
    STOP_BUSINESS = "stop_business", "责令停产停业"
    CLOSE = "close", "责令关闭"
    RESTRICT_EMPLOYMENT = "restrict_employment", "限制从业"

    @property
    def is_severe(self) -> bool:
        """Whether it is a restriction of employment, a revocation or a closure (§2.6)."""
        return self in {
            Restriction.REVOKE_LICENCE,
            Restriction.REVOKE_BUSINESS_LICENCE,
            Restriction.CLOSE,
            Restriction.RESTRICT_EMPLOYMENT,
        }


class Rework(Choice):
    """What the handlers do with a case that was not decided."""

    REINVESTIGATE = "reinvestigate", "补充调查"
    RESUBMIT = "resubmit", "修改后重新提请决定"


class Payment(Choice):
    """What the party did about what it has to pay."""

    PAID = "paid", "已经缴清"
    DEFERRAL = "deferral", "书面申请延期或者分期缴纳"


class Collection(Choice):
    """How a fine imposed on the spot is paid, and why it may be collected at once (行政处罚法 67 to 69)."""

    BANK = "bank", "当事人在期限内到指定的银行缴纳"
    SMALL = "small", "当场收缴：罚款的数额在可以当场收缴的限额以内"
    HARD = "hard", "当场收缴：不当场收缴事后难以执行"
    REMOTE = "remote", "当场收缴：当事人到指定的银行缴纳确有困难，并提出当场缴纳"


class Application(Choice):
    """What is done when the demand had no effect."""

    APPLY = "apply", "申请人民法院强制执行"
    PAID = "paid", "当事人已经缴清"


class Ruling(Choice):
    """What the court decided on an application for enforcement."""

    GRANTED = "granted", "准予强制执行"
    REFUSED = "refused", "不准予强制执行"
