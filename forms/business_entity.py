"""The form in which a party is entered that no imported penalty has named yet."""

from forms.base import TaskForm
from forms.choices import EntityKind, IdentityKind
from forms.fields import OneOf, Text

BUSINESSES = "organisation individual_business"


class EnterEntity(TaskForm):
    """登记经营主体: whom a case is to be about, as the licence or the identity document names the party."""

    needed_when = {
        "legal_representative": ("kind", BUSINESSES),
        "address": ("kind", BUSINESSES),
        "identity_kind": ("kind", "person"),
        "identity_number": ("kind", "person"),
    }
    offered_when = {"uscc": ("kind", BUSINESSES), "registration_number": ("kind", BUSINESSES)}

    kind = OneOf(EntityKind, label="类别", required=True)
    name = Text(label="名称或者姓名", longest=200, required=True, help="与营业执照或者身份证件一致。")
    uscc = Text(
        label="统一社会信用代码", longest=18, help="没有代码的个体工商户不填，填写工商注册号；其他都要填写。"
    )
    registration_number = Text(label="工商注册号", longest=50)
    legal_representative = Text(label="法定代表人（负责人、经营者）", longest=50)
    address = Text(label="住所（经营场所）", longest=200, help="与营业执照一致，印在各种文书上。")
    identity_kind = OneOf(IdentityKind, label="证件类型")
    identity_number = Text(label="证件号码", longest=64, help="加密保存，任何页面和文书都不显示。")
    code_reason = Text(
        label="代码或者号码不符合校验规则的核实情况",
        longest=300,
        help="一般不填。证照上确实如此的，由信用监管科填写：核对了哪一份证照原件或者登记档案、由谁核对。",
    )
