"""The invented people of the demonstration; they exist only where the sample secret does."""

from dataclasses import dataclass

from forms.choices import Role

DEMO_PASSWORD = "jixi-demo-2026"  # noqa: S105  # shown on the log-in page of the demo, and made nowhere else

DEPARTMENTS = {
    "leaders": "局领导",
    "credit": "信用监管科",
    "registration": "登记注册办公室",
    "food": "食品流通科",
    "legal": "法规科",
    "hall": "政务大厅窗口",
    "information": "信息中心",
}


@dataclass(frozen=True)
class Person:
    """An invented officer of the demo."""

    username: str
    name: str
    department: str
    roles: tuple[Role, ...]
    legal_qualification: str | None = None


PEOPLE = (
    Person("window", "王敏", "hall", (Role.WINDOW,)),
    Person("officer", "李建国", "food", (Role.CASE_OFFICER,)),
    Person("officer2", "赵雪梅", "food", (Role.CASE_OFFICER,)),
    Person("officer3", "刘洋", "registration", (Role.CASE_OFFICER,)),
    Person("reviewer", "陈志远", "food", (Role.REVIEWER,)),
    Person("reviewer2", "宋丽", "registration", (Role.REVIEWER,)),
    Person("head", "韩国强", "food", (Role.UNIT_HEAD,)),
    Person("legal", "吴迪", "legal", (Role.LEGAL_REVIEWER,), "A20182303010017"),
    Person("host", "郑爽", "legal", (Role.HEARING_HOST,)),
    Person("approver", "张立新", "leaders", (Role.APPROVER,)),
    Person("chief", "高原", "leaders", (Role.CHIEF,)),
    Person("panel", "马宁", "leaders", (Role.PANEL,)),
    Person("credit", "孙晓燕", "credit", (Role.CREDIT_SECTION,)),
    Person("admin", "周强", "information", (Role.SYSTEM_ADMINISTRATOR,)),
    # Those who step in where somebody is recused or has had another part in the case.
    Person("approver2", "林晓东", "leaders", (Role.APPROVER,)),
    Person("host2", "何静", "registration", (Role.HEARING_HOST,)),
    Person("head2", "杨帆", "registration", (Role.UNIT_HEAD,)),
    Person("auditor", "沈静", "leaders", (Role.AUDITOR,)),
)
"""New people come last: their place gives the employee number."""


def accounts() -> list[tuple[str, str]]:
    """Return the demo's user names, each with name, section and role."""
    return [
        (
            one.username,
            f"{'、'.join(role.label for role in one.roles)} · {DEPARTMENTS[one.department]} {one.name}",
        )
        for one in PEOPLE
    ]
