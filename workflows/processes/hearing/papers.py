"""The facts that the papers of 听证 freeze: the notice, the record, the report (forms 39 to 41)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from workflows.documents.bureau import bureau
from workflows.law import clock_of
from workflows.models import Officer
from workflows.steps.dossier import Dossier
from workflows.steps.hearing_people import clerk_of

Facts = Mapping[str, Any]


def common(dossier: Dossier) -> dict[str, Any]:
    """Return what every paper of a hearing names: the case, the party, the matter, who holds it, where, how open."""
    party, named, fixed = dossier.party, dossier.answers("name_host"), dossier.answers("fix_hearing")
    return {
        "case_number": dossier.case.number,
        "party_name": party.name,
        "uscc": party.shown_code,
        "matter": dossier.answers("hand_over_file").get("matter", ""),
        "host": _name(dossier, named["host"]),
        "clerk": _name(dossier, clerk_of(dossier) or named["clerk"]),
        "place": fixed["hearing_place"],
        "openness": fixed["openness"],
        "closed_because": fixed.get("closed_because", ""),
    }


def _name(dossier: Dossier, officer_id: int) -> str:
    return dossier.session.get_one(Officer, officer_id).name


def hearing_notice(dossier: Dossier, _on: date) -> Facts:
    """听证通知书 (form 39): when, where, before whom; the party's rights, and what absence means."""
    limit = clock_of("hearing_notice")
    return {
        **common(dossier),
        "hearing_at": dossier.answers("fix_hearing")["hearing_at"],
        "put_off": _put_off(dossier),
        "proposal": dossier.answers("hand_over_file")["proposal"],
        "basis": [limit.basis],
        "contact_person": dossier.case.department.name,
        "contact_phone": bureau().phone,
    }


def _put_off(dossier: Dossier) -> str:
    """Return why an earlier date was put off, nothing for a first date."""
    held = dossier.answers("hold_hearing")
    return held.get("postponed_because", "") if held.get("hearing_course") == "postponed" else ""


def hearing_record(dossier: Dossier, _on: date) -> Facts:
    """听证笔录 (form 40): what was said, and how the party signed or why it did not."""
    held = dossier.answers("hold_hearing")
    said = {name: held.get(name, "") for name in WORDS_OF_THE_RECORD}
    agents = [held[name] for name in ("agent", "second_agent") if held.get(name)]
    return {
        **common(dossier),
        **said,
        "hearing_course": held["hearing_course"],
        "started_at": held["started_at"],
        "ended_at": held["ended_at"],
        "agents": [{"name": agent} for agent in agents],
        "signing": held["signing"],
    }


WORDS_OF_THE_RECORD = (
    "investigators",
    "attendants",
    "others",
    "interpreter_recusal",
    "investigators_said",
    "party_said",
    "debate",
    "last_words",
    "circumstances",
)


def hearing_report(dossier: Dossier, on: date) -> Facts:
    """听证报告 (form 41): what the host makes of the hearing, for the leader."""
    held, report = dossier.answers("hold_hearing"), dossier.answers("write_report")
    return {
        **common(dossier),
        "started_at": held["started_at"],
        "ended_at": held["ended_at"],
        "reported_on": str(on),
        **{name: report[name] for name in PARTS_OF_THE_REPORT},
    }


PARTS_OF_THE_REPORT = ("summary", "party_opinion", "investigators_opinion", "facts_found", "advice")

PAPERS: Mapping[str, Callable[[Dossier, date], Facts]] = {
    "hearing_notice": hearing_notice,
    "hearing_record": hearing_record,
    "hearing_report": hearing_report,
}
