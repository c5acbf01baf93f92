"""What parties are, what becomes of them, and by which papers a person is known."""

from forms.choices.choice import Choice


class EntityKind(Choice):
    """行政相对人类别."""

    ORGANISATION = "organisation", "法人及非法人组织"
    INDIVIDUAL_BUSINESS = "individual_business", "个体工商户"
    PERSON = "person", "自然人"


class PartyChangeKind(Choice):
    """What became known of a party after it was first entered."""

    RENAMED = "renamed", "变更名称"
    SAME_AS = "same_as", "与另一主体是同一主体"
    CODE_CONFIRMED = "code_confirmed", "核实代码"


class MadeKnown(Choice):
    """Which changes a person makes known by hand."""

    RENAMED = "renamed", "变更名称"
    SAME_AS = "same_as", "与另一主体是同一主体"


class IdentityKind(Choice):
    """自然人的证件类型."""

    CITIZEN = "citizen", "身份证"
    PASSPORT = "passport", "护照"
    HONG_KONG_MACAO = "hong_kong_macao", "港澳居民来往内地通行证"
    TAIWAN = "taiwan", "台湾居民来往大陆通行证"
    RESIDENT = "resident", "外国人永久居留身份证"
