"""The facts of the papers on measures: forms 19 to 21, 23 and 24."""

from collections.abc import Callable, Mapping
from datetime import date

from forms.penalty_words import Disposal
from workflows.documents.wording import chinese_date
from workflows.law import clock_of, due
from workflows.steps.dossier import Dossier
from workflows.steps.penalty_case import (
    Facts,
    decision_of,
    last_day_of,
    latest_of,
    named,
    officers_of,
    remedies,
)
from workflows.steps.penalty_measure import items, taken_at


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


UNRATIFIED = "情况紧急，先行采取，没有得到批准"


def _day(dossier: Dossier, on: date) -> date:
    """Return the day on which the measure was taken: earlier than its approval when it was urgent."""
    taken = taken_at(dossier)
    return taken.date() if taken else on


def _taken_by(dossier: Dossier, kind: str, on: date) -> tuple[str, date]:
    """Return the number of the paper by which a measure was taken and its day; one not ratified has no paper."""
    step, refused = dossier.step("choose_measure"), dossier.answering == "ratify_measure"
    latest = latest_of(dossier, kind)
    if refused or latest is None or step is None or latest.issued_at < step.at:
        return UNRATIFIED, _day(dossier, on)
    return latest.number, _day(dossier, latest.issued_on)


def preservation_notice(dossier: Dossier, on: date) -> Facts:
    """先行登记保存证据通知书 (form 19)."""
    limit = clock_of("evidence_preservation")
    return {
        **_measure(dossier),
        "preserved_on": str(_day(dossier, on)),
        "until": str(due("evidence_preservation", _day(dossier, on)).last_day),
        "limit": limit.term,
        "limit_basis": [limit.basis],
    }


def preservation_release(dossier: Dossier, on: date) -> Facts:
    """解除先行登记保存证据通知书 (form 20)."""
    number, day = _taken_by(dossier, "preservation_notice", on)
    lapsed = dossier.answering != "dispose_evidence"
    disposed = dossier.answers("dispose_evidence")
    why = _ended(number, "逾期没有作出处理") if lapsed else Disposal(disposed["disposal"]).label
    return {
        **named(dossier),
        "notice_number": number,
        "preserved_on": str(day),
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
        "seized_on": str(_day(dossier, on)),
        "until": str(due("seizure", _day(dossier, on)).last_day),
        "limit": clock_of("seizure").term,
    }


def property_list(dossier: Dossier, on: date) -> Facts:
    """场所/设施/财物清单 (form 24)."""
    measure = _measure(dossier)
    number = decision_of(dossier, "seizure_decision").number
    names = ("case_number", "party_name", "uscc", "place", "keeper", "items", "officers")
    return {**{name: measure[name] for name in names}, "decision_number": number, "listed_on": str(on)}


def seizure_release(dossier: Dossier, on: date) -> Facts:
    """解除行政强制措施决定书 (form 23)."""
    number, day = _taken_by(dossier, "seizure_decision", on)
    lapsed = dossier.answering != "keep_property"
    over = f"查封、扣押期限至{chinese_date(_over(dossier, on))}届满"
    reason = UNRATIFIED if number == UNRATIFIED else over
    return {
        **named(dossier),
        **remedies(),
        "decision_number": number,
        "seized_on": str(day),
        "released_on": str(on),
        "reason": reason if lapsed else dossier.answers("keep_property")["seizure_reason"],
        "items": items(dossier),
        "basis": [clock_of("seizure").basis],
    }


def _ended(number: str, lapsed: str) -> str:
    """Return why a measure ended that nobody disposed of."""
    return "措施没有得到批准，立即解除" if number == UNRATIFIED else f"{lapsed}，措施自动解除"


def _over(dossier: Dossier, on: date) -> date:
    return last_day_of(dossier, "seizure", "seizure_extension") or on


PAPERS: Mapping[str, Callable[[Dossier, date], Facts]] = {
    "preservation_notice": preservation_notice,
    "preservation_release": preservation_release,
    "seizure_decision": seizure_decision,
    "property_list": property_list,
    "seizure_release": seizure_release,
}
