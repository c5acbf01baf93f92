"""What of the files is read, on which ground, and for which purpose by those who have none of their own."""

from forms.choices.choice import Choice


class Consulted(Choice):
    """What somebody read."""

    CASE = "case", "案件"
    DOCUMENT = "document", "文书"
    PREVIEW = "preview", "拟制发的文书"
    ATTACHMENT = "attachment", "附件"
    ENTITY = "entity", "信用记录"
    REJECTS = "rejects", "导入时退回的行"


class Relation(Choice):
    """What somebody is to what he reads; the last two are not let in."""

    PART = "part", "本案办案人员"
    SECTION = "section", "承办科室"
    AWAITED = "awaited", "环节等待其岗位办理"
    SUPERVISING = "supervising", "局领导、信用监管科或监督审计"
    PURPOSE = "purpose", "已说明用途"
    BUSINESS = "business", "经营主体的信用记录"
    ENTERED = "entered", "登记该当事人的人员"
    RECUSED = "recused", "已在本案回避，未予查阅"
    NONE = "none", "与本案无关，未予查阅"


class Purpose(Choice):
    """For which purpose somebody reads who has no part in it."""

    ENQUIRY = "enquiry", "答复当事人查询、受理申请"
    RELATED = "related", "办理关联案件"
    COMPLAINT = "complaint", "处理投诉举报、信访"
    REMEDY = "remedy", "行政复议、行政诉讼应诉"
    ASSISTANCE = "assistance", "协助其他机关"
    REVIEW = "review", "案卷评查、执法监督"
    OTHER = "other", "其他工作需要"
