"""The facts of the papers of collecting: forms 47 to 49."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from forms.penalty_enforcement import REMEDIES
from workflows.documents.bureau import bureau
from workflows.law import clock_of
from workflows.law.fines import days_of_remedies, surcharge
from workflows.steps.dossier import Dossier
from workflows.steps.names import former_name
from workflows.steps.penalty_case import Facts, decision_of, handlers, last_day_of, named, proposed


def _decision(dossier: Dossier) -> dict[str, str]:
    document = decision_of(dossier)
    return {
        "decision_number": document.number,
        "decided_on": str(document.issued_on),
        "former_name": former_name(dossier, dossier.case.entity, document.issued_on),
    }


def deferral_notice(dossier: Dossier, on: date) -> Facts:
    """延期/分期缴纳罚款通知书 (form 47)."""
    applied = dossier.answers("register_payment")
    plan = applied.get("instalments") or []
    return {
        **named(dossier),
        **_decision(dossier),
        "amount": yuan(proposed(dossier).owed),
        "applied_on": applied["deferral_applied_on"],
        "mode": "instalments" if plan else "deferral",
        "until": str(last_day_of(dossier, "fine_payment") or on),
        "instalments": [{"detail": line} for line in plan],
        "basis": [clock_of("fine_payment").basis],
    }


def payment_demand(dossier: Dossier, on: date) -> Facts:
    """履行催告书 (form 48): duty, term, mode, amount, surcharge, the right to be heard (行政强制法 35)."""
    found, limit = proposed(dossier), clock_of("performance_demand")
    return {
        **named(dossier),
        **_decision(dossier),
        "duty": "；".join(found.content),
        "pay_until": str(_pay_until(dossier, on)),
        "amount": yuan(found.owed),
        "surcharge": yuan(_surcharge(dossier, on)),
        "limit": limit.term,
        "performance": found.answers["performance"],
        "basis": [limit.basis],
    }


def court_application(dossier: Dossier, on: date) -> Facts:
    """强制执行申请书 (form 49)."""
    found, applied = proposed(dossier), dossier.answers("apply_court")
    stood_still = _remedy_days(dossier, on)
    added = _surcharge(dossier, on, stood_still)
    demand = decision_of(dossier, "payment_demand")
    return {
        **named(dossier),
        **_decision(dossier),
        "court": bureau().court,
        "duty": "；".join(found.content),
        "amount": yuan(found.owed),
        "surcharge": yuan(added),
        "remedy_days": str(stood_still or ""),
        "total": yuan(found.owed + added),
        "demand_number": demand.number,
        "demanded_on": str(demand.issued_on),
        "reason": applied["application_reason"],
        "officers": handlers(dossier),
        "basis": [clock_of("court_enforcement").basis],
    }


def yuan(amount: Decimal) -> str:
    """Return an amount as papers write it."""
    return f"{amount:,.2f}元"


def _pay_until(dossier: Dossier, on: date) -> date:
    return last_day_of(dossier, "fine_payment") or on


def _remedy_days(dossier: Dossier, on: date) -> int:
    """Return on how many days the surcharge stood still, from the days of the remedies that were recorded."""
    applied = dossier.answers("apply_court")
    spans = [(applied[begun], applied[ended]) for begun, ended in REMEDIES if applied.get(begun)]
    days = [(date.fromisoformat(str(first)), date.fromisoformat(str(last))) for first, last in spans]
    return days_of_remedies(days, _pay_until(dossier, on), on)


def _surcharge(dossier: Dossier, on: date, not_counted: int = 0) -> Decimal:
    fine = proposed(dossier).fine or Decimal()
    return surcharge(fine, _pay_until(dossier, on), on, not_counted)


PAPERS: Mapping[str, Callable[[Dossier, date], Facts]] = {
    "deferral_notice": deferral_notice,
    "payment_demand": payment_demand,
    "court_application": court_application,
}
