"""The facts of the papers while property is seized: forms 22, 31 and 32."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from workflows import clock
from workflows.law import clock_of
from workflows.steps.dossier import Dossier
from workflows.steps.penalty_case import Facts, decision_of, last_day_of, named, remedies
from workflows.steps.penalty_measure import items

TERMS = ("seizure", "seizure_extension")


def _decision(dossier: Dossier) -> dict[str, object]:
    decision = decision_of(dossier, "seizure_decision")
    return {
        **named(dossier),
        "decision_number": decision.number,
        "seized_on": str(decision.issued_on),
    }


def testing_period(dossier: Dossier, on: date) -> tuple[date, date]:
    """Return the first and the last day of the testing as the party is told of it; `on` is today."""
    step, days = dossier.step("keep_property"), dossier.answers("keep_property")["testing_days"]
    asked_now = dossier.answering == "keep_property" or step is None
    first = on if asked_now or step is None else clock.day_of(step.at)
    return first, first + timedelta(days=days - 1)


def testing_period_notice(dossier: Dossier, on: date) -> Facts:
    """检测/检验/检疫/鉴定期间告知书 (form 31): the time is clear and told in writing (行政强制法 25)."""
    first, last = testing_period(dossier, on)
    asked = dossier.answers("keep_property")
    return {
        **_decision(dossier),
        "testing_body": asked["testing_body"],
        "testing_items": asked["testing_items"],
        "testing_from": str(first),
        "testing_until": str(last),
        "until": str(last_day_of(dossier, *TERMS) or on),
        "items": items(dossier),
        "basis": [clock_of("seizure").basis],
    }


def testing_result_notice(dossier: Dossier, on: date) -> Facts:
    """检测/检验/检疫/鉴定结果告知书 (form 32)."""
    told = decision_of(dossier, "testing_period_notice")
    asked, found = dossier.answers("keep_property"), dossier.answers("receive_seizure_result")
    return {
        **_decision(dossier),
        "period_number": told.number,
        "testing_body": asked["testing_body"],
        "testing_items": asked["testing_items"],
        "received_on": found["testing_received_on"],
        "result": found["testing_result"],
        "review": found.get("testing_review") or "",
        "until": str(last_day_of(dossier, *TERMS) or on),
        "basis": [clock_of("seizure").basis],
    }


def seizure_extension(dossier: Dossier, on: date) -> Facts:
    """延长行政强制措施期限决定书 (form 22)."""
    return {
        **_decision(dossier),
        **remedies(),
        "former_until": str(last_day_of(dossier, "seizure") or on),
        "until": str(last_day_of(dossier, "seizure_extension") or on),
        "limit": clock_of("seizure_extension").term,
        "reason": dossier.answers("keep_property")["seizure_reason"],
        "basis": [clock_of("seizure_extension").basis],
    }


PAPERS: Mapping[str, Callable[[Dossier, date], Facts]] = {
    "testing_period_notice": testing_period_notice,
    "testing_result_notice": testing_result_notice,
    "seizure_extension": seizure_extension,
}
