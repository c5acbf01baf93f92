"""What a person with the database did, or would: each changes rows by SQL, and returns what the auditor must name."""

from collections.abc import Callable
from types import ModuleType

from sqlalchemy.orm import Session

from tests.audit.attacks import cases, deadlines, files, outside, people, records
from tests.audit.finding_rows import Named

Attack = Callable[[Session], Named]


def attacks_in(module: ModuleType) -> list[Attack]:
    return [
        one
        for one in vars(module).values()
        if getattr(one, "__module__", "") == module.__name__ and not one.__name__.startswith("_")
    ]


ATTACKS = [
    attack for module in (deadlines, cases, files, people, outside, records) for attack in attacks_in(module)
]
