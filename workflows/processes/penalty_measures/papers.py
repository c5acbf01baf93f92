"""The facts of the papers on measures: forms 19 to 24."""

from collections.abc import Callable, Mapping
from datetime import date

from forms.penalty_measures import item
from forms.penalty_words import Disposal
from workflows.documents.wording import chinese_date
from workflows.law import clock_of, due
from workflows.steps.dossier import Dossier
from workflows.steps.penalty_case import Facts, decision_of, last_day_of, named, officers_of, remedies


def _measure(dossier: Dossier) -> dict[str, object]:
    chosen = dossier.answers("choose_measure")
    return {
        **named(dossier),
        "reason": chosen["measure_reason"],
        "basis": chosen["measure_basis"],
        "place": chosen["measure_place"],
        "keeper": chosen["keeper"],
        "items": items(dossier),
        "officers": officers_of(dossier, "choose_measure"),
    }


def items(dossier: Dossier) -> list[dict[str, str]]:
    """Return what the measure is about, an item a line."""
    lines = [item(line) for line in dossier.answers("choose_measure")["measure_items"]]
    return [dict(zip(("name", "specification", "number", "note"), line, strict=True)) for line in lines]


def preservation_notice(dossier: Dossier, on: date) -> Facts:
    """先行登记保存证据通知书 (form 19)."""
    limit = clock_of("evidence_preservation")
    return {
        **_measure(dossier),
        "preserved_on": str(on),
        "until": str(due("evidence_preservation", on).last_day),
        "limit": limit.term,
        "limit_basis": [limit.basis],
    }


def preservation_release(dossier: Dossier, on: date) -> Facts:
    """解除先行登记保存证据通知书 (form 20)."""
    notice, disposed = decision_of(dossier, "preservation_notice"), dossier.answers("dispose_evidence")
    lapsed = dossier.answering != "dispose_evidence"
    why = "逾期没有作出处理，措施自动解除" if lapsed else Disposal(disposed["disposal"]).label
    return {
        **named(dossier),
        "notice_number": notice.number,
        "preserved_on": str(notice.issued_on),
        "released_on": str(on),
        "disposal": why,
        "note": "" if lapsed else disposed["disposal_note"],
        "items": items(dossier),
        "basis": [clock_of("evidence_preservation").basis],
    }


def seizure_decision(dossier: Dossier, on: date) -> Facts:
    """实施行政强制措施决定书 (form 21)."""
    return {
        **_measure(dossier),
        **remedies(),
        "seized_on": str(on),
        "until": str(due("seizure", on).last_day),
        "limit": clock_of("seizure").term,
    }


def property_list(dossier: Dossier, on: date) -> Facts:
    """场所/设施/财物清单 (form 24)."""
    measure = _measure(dossier)
    number = decision_of(dossier, "seizure_decision").number
    names = ("case_number", "party_name", "uscc", "place", "keeper", "items", "officers")
    return {**{name: measure[name] for name in names}, "decision_number": number, "listed_on": str(on)}


def seizure_extension(dossier: Dossier, on: date) -> Facts:
    """延长行政强制措施期限决定书 (form 22)."""
    decision = decision_of(dossier, "seizure_decision")
    return {
        **named(dossier),
        **remedies(),
        "decision_number": decision.number,
        "seized_on": str(decision.issued_on),
        "former_until": str(last_day_of(dossier, "seizure") or on),
        "until": str(last_day_of(dossier, "seizure_extension") or on),
        "limit": clock_of("seizure_extension").term,
        "reason": dossier.answers("keep_property")["seizure_reason"],
        "basis": [clock_of("seizure_extension").basis],
    }


def seizure_release(dossier: Dossier, on: date) -> Facts:
    """解除行政强制措施决定书 (form 23)."""
    decision, lapsed = decision_of(dossier, "seizure_decision"), dossier.answering != "keep_property"
    reason = f"查封、扣押期限至{chinese_date(_over(dossier, on))}届满"
    return {
        **named(dossier),
        **remedies(),
        "decision_number": decision.number,
        "seized_on": str(decision.issued_on),
        "released_on": str(on),
        "reason": reason if lapsed else dossier.answers("keep_property")["seizure_reason"],
        "items": items(dossier),
        "basis": [clock_of("seizure").basis],
    }


def _over(dossier: Dossier, on: date) -> date:
    return last_day_of(dossier, "seizure", "seizure_extension") or on


PAPERS: Mapping[str, Callable[[Dossier, date], Facts]] = {
    "preservation_notice": preservation_notice,
    "preservation_release": preservation_release,
    "seizure_decision": seizure_decision,
    "property_list": property_list,
    "seizure_extension": seizure_extension,
    "seizure_release": seizure_release,
}
