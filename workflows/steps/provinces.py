"""Which other province a party is registered in; its authority shows what is decided here (公示规定 10)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from workflows.documents.bureau import bureau
from workflows.models import BusinessEntity

NAMES = Path(__file__).with_name("provinces.toml")
NOT_KNOWN = "当事人登记地的省级市场监督管理部门"
"""Whom a letter asks when a code names no province; the record must not stay in public for that."""


def other_province(entity: BusinessEntity) -> str:
    """Return the code of the province in which a party is registered when it is not ours, else nothing."""
    code = entity.uscc or ""
    province, ours = code[2:4], bureau().uscc[2:4]
    return province if province != ours else ""


def administration(province: str) -> str:
    """Return the name of a province's market supervision authority, by the code of the province."""
    return _names().get(province, NOT_KNOWN)


@cache
def _names() -> Mapping[str, str]:
    return tomllib.loads(NAMES.read_text("utf-8"))
