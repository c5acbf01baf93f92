"""The form in which a party is entered that no imported penalty has named yet."""

from forms.base import TaskForm
from forms.choices import EntityKind, IdentityKind
from forms.fields import OneOf, Text

NOT_A_PERSON = "自然人不填。"


class EnterEntity(TaskForm):
    """登记经营主体: whom a case is to be about, as the licence or the identity document names the party."""

    needed_when = {"identity_kind": ("kind", "person"), "identity_number": ("kind", "person")}

    kind = OneOf(EntityKind, label="类别", required=True)
    name = Text(label="名称或者姓名", longest=200, required=True, help="与营业执照或者身份证件一致。")
    uscc = Text(
        label="统一社会信用代码", longest=18, help=f"{NOT_A_PERSON}没有代码的个体工商户也不填，另填注册号。"
    )
    registration_number = Text(label="工商注册号", longest=50, help=NOT_A_PERSON)
    legal_representative = Text(
        label="法定代表人（负责人、经营者）", longest=50, help=f"{NOT_A_PERSON}其他主体必须填写。"
    )
    identity_kind = OneOf(IdentityKind, label="证件类型")
    identity_number = Text(label="证件号码", longest=64, help="加密保存，任何页面和文书都不显示。")
