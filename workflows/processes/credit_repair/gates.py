"""The gates of credit repair: what the register and the verification say, weighed by the law's gate table."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from workflows.documents.bureau import bureau
from workflows.documents.wording import chinese_date
from workflows.law import decide_all, parameter
from workflows.law.penalties import tier_of
from workflows.models import CreditRecord
from workflows.register.penalties import as_law_sees
from workflows.register.screens import Screens, screen
from workflows.steps.dossier import Dossier

Gate = Mapping[str, Any]


def failed_gates(dossier: Dossier, stage: str, on: date) -> list[Gate]:
    """Return every gate that fails at a stage ("acceptance" or "decision"), in the order of §1.5.

    Each row names the gate, the reason as the paper prints it, its basis, and the facts that were found.
    """
    found = screen(dossier.session, dossier.record, on)
    rows = decide_all("repair_gate", facts_of(dossier, stage, found), on)
    return [{**row, "facts": facts_behind(dossier, row["gate"])} for row in rows]


def facts_of(dossier: Dossier, stage: str, found: Screens) -> dict[str, Any]:
    """Return what the gate table is asked: the record, the screens, the verification and the switches."""
    record, penalty, verified = dossier.record, dossier.penalty, dossier.answers("verify")
    return {
        "stage": stage,
        "record_kind": record.kind,
        "tier": record.tier,
        "competent": penalty.authority_code == bureau().uscc,
        "complete": dossier.answers("formal_check").get("materials", verified.get("materials"))
        != "incomplete",
        "duties_performed": bool(verified.get("duties_performed")),
        "harm_removed": bool(verified.get("harm_removed")),
        "serious_kind": tier_of(as_law_sees(penalty, record.entity))["serious_kind"],
        "bar_serious_kinds": bool(parameter("repair.barSeriousKinds")),
        "screen_repeat": bool(parameter("repair.screen.repeat")),
        "screen_lists": bool(parameter("repair.screen.lists")),
        **asdict(found),
    }


def facts_behind(dossier: Dossier, gate: str) -> str:
    """Return the facts on which a gate failed, in words for the paper."""
    record, penalty = dossier.record, dossier.penalty
    match gate:
        case "competent":
            return f"该行政处罚决定由{penalty.authority}作出。"
        case "complete":
            return "申请材料经一次性告知后仍不齐全或者不符合法定形式。"
        case "minimum_period":
            return _period(record)
        case "statutory_bar":
            return f"处罚种类为{penalty.kinds.replace(';', '、')}，效力至{chinese_date(penalty.effective_until)}止。"
        case "duties_performed" | "harm_removed":
            return str(dossier.answers("verify")[FINDINGS[gate]])
        case _:
            return BY_QUERY[gate]


def _period(record: CreditRecord) -> str:
    """Return when a record was published and when it may be repaired; some may not before they end."""
    if record.published_on is None or record.earliest_repair_on is None:
        return "该信息在公示期届满以前不能申请信用修复。"
    published, earliest = chinese_date(record.published_on), chinese_date(record.earliest_repair_on)
    return f"该信息自{published}起公示，最早可于{earliest}申请信用修复。"


FINDINGS = {"duties_performed": "duties_findings", "harm_removed": "harm_findings"}
BY_QUERY = {
    "same_kind_repeat": "经查询行政处罚信息，当事人在本次处罚之后又因同类违法行为受到行政处罚。",
    "on_lists": "经查询，当事人现仍列入经营异常名录或者严重违法失信名单。",
    "fraud_lockout": "经查询，当事人此前在信用修复中弄虚作假，仍在限制申请的期限内。",
}
