"""The facts that the papers of credit repair freeze, and which papers a task's page previews (§1.7)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from forms.choices import RecordKind
from workflows.documents.wording import chinese_date
from workflows.law import clock_of, decide, due
from workflows.models import CreditRecord
from workflows.processes.credit_repair.assistance import assistance_letter
from workflows.processes.credit_repair.extension import extension_approval, extension_notice
from workflows.processes.credit_repair.gates import FINDINGS, failed_gates
from workflows.processes.credit_repair.named import Facts, accepted_on, common
from workflows.register.publicity import linked_to
from workflows.steps.dossier import Dossier

SILENCE = "逾期未补正的，视为撤回申请，本局不再办理；材料齐备后可以重新申请。"


def correction_request(dossier: Dossier, _on: date) -> Facts:
    """补正通知书: everything that is missing, at once."""
    limit = clock_of("repair_correction")
    missing = dossier.answers("formal_check").get("missing") or []
    return {
        **common(dossier),
        "missing_items": [{"name": item, "requirement": "请补充提交"} for item in missing],
        "limit": limit.term,
        "silence": SILENCE,
        "basis": [clock_of("repair_acceptance").basis],
    }


def acceptance_notice(dossier: Dossier, on: date) -> Facts:
    """受理通知书: by when the decision comes."""
    clock = decide("repair_decision_clock", {"record_kind": dossier.record.kind})["clock"]
    return {
        **common(dossier),
        "accepted_on": str(on),
        "due_on": str(due(clock, on).last_day),
        "limit": clock_of(clock).term,
        "basis": [clock_of(clock).basis],
    }


def refusal_of_acceptance(dossier: Dossier, on: date) -> Facts:
    """不予受理通知书: exactly the gates that failed, and the right way to go."""
    failed = failed_gates(dossier, "acceptance", on)
    return {
        **common(dossier),
        "failed": [_failed(gate) for gate in failed],
        "right_way": "不予受理的情形消除后，可以重新提出申请。",
        **_remedies(),
        "retry_on": _retry_on(dossier, failed),
    }


def _decision(dossier: Dossier, on: date) -> dict[str, Any]:
    record, party = dossier.record, dossier.party
    return {
        **common(dossier),
        "record_kind": RecordKind(record.kind).label,
        "record_title": "行政处罚决定书",
        "record_number": dossier.penalty.document_number,
        "record_decided_on": str(record.decided_on),
        "record_published_on": str(record.published_on) if record.published_on else "",
        "record_cause": dossier.penalty.violation_type,
        "accepted_on": str(accepted_on(dossier, on)),
        "party_address": party.address or "",
        "legal_representative": party.legal_representative or "",
        "basis": [record.basis],
    }


def grant_decision(dossier: Dossier, on: date) -> Facts:
    """准予信用修复决定书: the facts found for each condition, and what ends."""
    return {
        **_decision(dossier, on),
        "conditions": _conditions(dossier, failed=frozenset()),
        "measures": [],
        "linked_records": _linked(dossier),
        "execution_limit": clock_of("repair_execution").term,
    }


def refusal_decision(dossier: Dossier, on: date) -> Facts:
    """不予信用修复决定书: each condition that failed, with the facts behind it."""
    failed = failed_gates(dossier, "decision", on)
    names = frozenset(gate["gate"] for gate in failed)
    return {
        **_decision(dossier, on),
        "failed": [_failed(gate) for gate in failed],
        "conditions": _conditions(dossier, failed=names),
        **_remedies(),
        "retry_on": _retry_on(dossier, failed),
    }


def _remedies() -> dict[str, str]:
    """Return how long the party may ask for reconsideration or sue (R15)."""
    return {
        "reconsideration_limit": clock_of("reconsideration").term,
        "litigation_limit": clock_of("litigation").term,
    }


def _failed(gate: Mapping[str, Any]) -> dict[str, str]:
    return {"condition": gate["reason"], "facts": gate["facts"], "basis": gate["basis"]}


def _retry_on(dossier: Dossier, failed: list[Mapping[str, Any]]) -> str:
    only_time = any(gate["gate"] == "minimum_period" for gate in failed)
    return str(dossier.record.earliest_repair_on) if only_time else ""


CONDITIONS = {
    "minimum_period": "最短公示期",
    "statutory_bar": "法定限制",
    "duties_performed": "履行义务",
    "harm_removed": "纠正违法行为、消除不良影响",
    "same_kind_repeat": "同类违法行为",
    "on_lists": "名单信息",
    "fraud_lockout": "诚信申请",
}


def _conditions(dossier: Dossier, *, failed: frozenset[str]) -> list[dict[str, str]]:
    """Return what was found for every condition that is met."""
    record, verified = dossier.record, dossier.answers("verify")
    found = {
        "minimum_period": f"该信息自{_day(record.published_on)}起公示，已达到最短公示期。",
        "statutory_bar": "没有尚未期满的限制开展生产经营活动、限制从业等措施。",
        "duties_performed": verified.get("duties_findings", ""),
        "harm_removed": verified.get("harm_findings", ""),
        "same_kind_repeat": "经查询，未发现再次因同类违法行为受到行政处罚。",
        "on_lists": "经查询，未被列入经营异常名录和严重违法失信名单。",
        "fraud_lockout": "经查询，未发现在信用修复中弄虚作假。",
    }
    return [
        {"condition": CONDITIONS[name], "facts": facts} for name, facts in found.items() if name not in failed
    ]


def _day(day: date | None) -> str:
    return chinese_date(day) if day else "—"


def _linked(dossier: Dossier) -> list[dict[str, str]]:
    linked = dossier.session.scalars(linked_to(dossier.record))
    return [_named(one) for one in linked]


def _named(record: CreditRecord) -> dict[str, str]:
    kind = RecordKind(record.kind).label
    return {"name": kind, "number": record.penalty.document_number if record.penalty else record.title}


def verification_record(dossier: Dossier, _on: date) -> Facts:
    """核实记录: how, when and by whom the facts were verified, and what was found for each."""
    verified = dossier.answers("verify")
    return {
        **common(dossier),
        "mode": verified["method"],
        "started_at": verified["started_at"],
        "ended_at": verified["ended_at"],
        "place": verified.get("place") or "",
        "officers": dossier.officers(verified.get("second_officer")),
        "conditions": [
            {
                "condition": CONDITIONS[name],
                "facts": verified[findings],
                "result": "符合" if verified[name] else "不符合",
            }
            for name, findings in FINDINGS.items()
        ],
    }


PAPERS: Mapping[str, Callable[[Dossier, date], Facts]] = {
    "correction_request": correction_request,
    "acceptance_notice": acceptance_notice,
    "refusal_of_acceptance": refusal_of_acceptance,
    "extension_approval": extension_approval,
    "extension_notice": extension_notice,
    "verification_record": verification_record,
    "grant_decision": grant_decision,
    "refusal_decision": refusal_decision,
    "assistance_letter": assistance_letter,
}
