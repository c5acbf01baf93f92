"""The facts of 信用修复告知书 (the repair notice), which goes out with every penalty that is shown (两书同达, R0)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflows.documents.bureau import bureau
from workflows.errors import NotFound
from workflows.models import CreditRecord
from workflows.steps.dossier import Dossier
from workflows.steps.names import former_name

CONDITIONS = ["公示时间达到最短公示期", "已经纠正违法行为，履行完毕法定义务", "作出信用承诺并同意公开"]
MATERIALS = [
    "信用修复申请书",
    "信用承诺书",
    "履行法定义务、纠正违法行为的相关材料（本局能够自行查到的不必提交）",
]


def repair_notice(dossier: Dossier, record: CreditRecord) -> Mapping[str, Any]:
    """Return the facts of the notice about a penalty: tier, how long and where it is shown, when and where to apply.

    Raises NotFound when the record is about no penalty.
    """
    house, penalty = bureau(), record.penalty
    if penalty is None:
        raise NotFound
    return {
        "party_name": dossier.party.name,
        "former_name": former_name(dossier, record.entity, record.decided_on),
        "uscc": dossier.party.shown_code,
        "decision_number": penalty.document_number,
        "decided_on": str(record.decided_on),
        "tier": record.tier,
        "places": "国家企业信用信息公示系统、信用中国网站",
        "shortest": _months(record.published_on, record.earliest_repair_on),
        "longest": _months(record.published_on, record.ends_on),
        "published_on": str(record.published_on),
        "earliest_on": str(record.earliest_repair_on or ""),
        "ends_on": str(record.ends_on or ""),
        "conditions": CONDITIONS,
        "materials": MATERIALS,
        "channels": [
            {"name": "信用中国网站", "detail": "网上申请"},
            {"name": "国家企业信用信息公示系统", "detail": "网上申请"},
            {"name": house.window, "detail": f"{house.window_address}，电话{house.window_phone}"},
        ],
        "basis": [record.basis],
    }


def _months(start: date | None, end: date | None) -> str:
    """Return a period between two days of the same number in words, such as 3个月 or 1年."""
    if start is None or end is None:
        return "无"
    months = (end.year - start.year) * 12 + end.month - start.month
    return f"{months // 12}年" if months and months % 12 == 0 else f"{months}个月"
