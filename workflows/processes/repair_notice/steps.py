"""Steps of 信用修复告知 (R0): tell the party, with the penalty decision, when and how its record can be repaired."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from forms.choices import RecordKind, RecordState, Role
from workflows.documents.bureau import bureau
from workflows.errors import RecordNotInState
from workflows.models import CreditRecord
from workflows.steps.dossier import Dossier

OPENED_BY = frozenset({Role.WINDOW, Role.CASE_OFFICER})
CASE_SERIES = "信告"
CONDITIONS = ["公示时间达到最短公示期", "已经纠正违法行为，履行完毕法定义务", "作出信用承诺并同意公开"]
MATERIALS = [
    "信用修复申请书",
    "信用承诺书",
    "履行法定义务、纠正违法行为的相关材料（本局能够自行查到的不必提交）",
]


def may_open(record: CreditRecord) -> None:
    """Refuse a notice about anything but a published penalty. Raises RecordNotInState."""
    if record.kind != RecordKind.PENALTY or record.state != RecordState.PUBLISHED:
        raise RecordNotInState("只有公示中的行政处罚信息需要制发信用修复告知书。")


def repair_notice(dossier: Dossier, on: date) -> Mapping[str, Any]:
    """信用修复告知书: tier, how long and where it is shown, when and where to apply; repair is free."""
    record, house = dossier.record, bureau()
    return {
        "party_name": dossier.case.entity.name,
        "uscc": dossier.case.entity.shown_code,
        "decision_number": dossier.penalty.document_number,
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


PAPERS: Mapping[str, Callable[[Dossier, date], Mapping[str, Any]]] = {"repair_notice": repair_notice}
