"""Planted faults: each changes rows, and returns the findings that must name them."""

from collections.abc import Callable
from types import ModuleType

from sqlalchemy.orm import Session

from tests.audit.faults import leads, links, papers, people, records, steps, suspensions, time
from tests.audit.finding_rows import Named

Fault = Callable[[Session], set[Named]]


def faults_in(module: ModuleType) -> list[Fault]:
    return [
        value
        for value in vars(module).values()
        if getattr(value, "__annotations__", {}).get("return") == set[Named]
        and value.__module__ == module.__name__
    ]


FAULTS = [
    fault
    for module in (steps, records, people, leads, links, time, suspensions, papers)
    for fault in faults_in(module)
]
