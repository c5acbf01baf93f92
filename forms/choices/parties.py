"""What parties are, what becomes of them, and by which papers a person is known."""

from forms.choices.choice import Choice


class EntityKind(Choice):
    """行政相对人类别."""

    ORGANISATION = "organisation", "法人及非法人组织"
    INDIVIDUAL_BUSINESS = "individual_business", "个体工商户"
    PERSON = "person", "自然人"


class PartyStatus(Choice):
    """登记状态, as the registration authorities publish it; of a natural person only whether he lives."""

    EXISTING = "existing", "存续"
    RESTING = "resting", "歇业"
    REVOKED = "revoked", "吊销，未注销"
    REVOKED_DEREGISTERED = "revoked_deregistered", "吊销，已注销"
    DEREGISTERED = "deregistered", "注销"
    ANNULLED = "annulled", "撤销登记"
    MOVED_OUT = "moved_out", "迁出"
    DECEASED = "deceased", "死亡"

    @property
    def of_persons(self) -> bool | None:
        """Whether natural persons alone have this status; None when everybody may."""
        return None if self is PartyStatus.EXISTING else self is PartyStatus.DECEASED


class PartyChangeKind(Choice):
    """What became known of a party after it was first entered."""

    RENAMED = "renamed", "变更名称"
    REPRESENTATIVE = "representative", "变更法定代表人（负责人、经营者）"
    ADDRESS = "address", "变更住所（经营场所）"
    STATUS = "status", "变更登记状态"
    CODE_CONFIRMED = "code_confirmed", "核实代码"
    SAME_AS = "same_as", "与另一主体是同一主体"
    PARTED = "parted", "与另一主体不是同一主体"
    BRANCH_OF = "branch_of", "成为另一主体的分支机构"
    BRANCH_ENDED = "branch_ended", "不再是另一主体的分支机构"
    SUCCEEDED_BY = "succeeded_by", "由另一主体承继"
    POST_TAKEN = "post_taken", "在另一主体任职"
    POST_LEFT = "post_left", "不再在另一主体任职"


SPEAK_OF_ANOTHER = (
    PartyChangeKind.SAME_AS,
    PartyChangeKind.PARTED,
    PartyChangeKind.BRANCH_OF,
    PartyChangeKind.BRANCH_ENDED,
    PartyChangeKind.SUCCEEDED_BY,
    PartyChangeKind.POST_TAKEN,
    PartyChangeKind.POST_LEFT,
)


class MadeKnown(Choice):
    """Which changes a person makes known by hand."""

    RENAMED = "renamed", "变更名称"
    REPRESENTATIVE = "representative", "变更法定代表人（负责人、经营者）"
    ADDRESS = "address", "变更住所（经营场所）"
    STATUS = "status", "变更登记状态"
    SAME_AS = "same_as", "与另一主体是同一主体"
    PARTED = "parted", "与另一主体不是同一主体"
    BRANCH_OF = "branch_of", "成为另一主体的分支机构"
    BRANCH_ENDED = "branch_ended", "不再是另一主体的分支机构"
    SUCCEEDED_BY = "succeeded_by", "由另一主体承继"
    POST_TAKEN = "post_taken", "自然人任职或者承担责任"
    POST_LEFT = "post_left", "自然人不再任职"


class FirmPost(Choice):
    """What a natural person is in a firm; who answers for an act holds no post that is registered."""

    LEGAL_REPRESENTATIVE = "legal_representative", "法定代表人"
    HEAD = "head", "负责人"
    INVESTOR = "investor", "投资人"
    OPERATOR = "operator", "经营者"
    DIRECTOR = "director", "董事"
    SUPERVISOR = "supervisor", "监事"
    EXECUTIVE = "executive", "高级管理人员"
    RESPONSIBLE_MANAGER = "responsible_manager", "直接负责的主管人员"
    RESPONSIBLE_OTHER = "responsible_other", "其他直接责任人员"

    @property
    def is_public(self) -> bool:
        """Whether who holds it is published with the registration; who answered for an act is not."""
        return self not in {FirmPost.RESPONSIBLE_MANAGER, FirmPost.RESPONSIBLE_OTHER}


class SuccessionManner(Choice):
    """How one party takes the place of another; what was entered by mistake is taken back by the last of them."""

    MERGER = "merger", "合并"
    DIVISION = "division", "分立"
    CONVERSION = "conversion", "变更组织形式（含个体工商户转型为企业）"
    DEREGISTRATION = "deregistration", "注销，有权利义务承受人"
    MISTAKEN = "mistaken", "登记有误，实际没有承继"


class IdentityKind(Choice):
    """自然人的证件类型."""

    CITIZEN = "citizen", "身份证"
    PASSPORT = "passport", "护照"
    HONG_KONG_MACAO = "hong_kong_macao", "港澳居民来往内地通行证"
    TAIWAN = "taiwan", "台湾居民来往大陆通行证"
    RESIDENT = "resident", "外国人永久居留身份证"
