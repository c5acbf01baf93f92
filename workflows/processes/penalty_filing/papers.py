"""The facts of 案件来源登记表 (form 1) and 立案/不予立案审批表 (form 7)."""

from collections.abc import Callable, Mapping
from datetime import date

from forms.choices import LeadSource
from forms.penalty_words import FilingOpinion, FilingProposal
from workflows.documents.wording import chinese_date
from workflows.law import clock_of, due
from workflows.steps.dossier import Dossier
from workflows.steps.penalty_case import Facts, lead_of, named, officers_of


def lead_registration(dossier: Dossier, on: date) -> Facts:
    """案件来源登记表: where the lead came from, when, and what it says."""
    lead, step = lead_of(dossier), dossier.step("register_lead") or dossier.step("start")
    return {
        **named(dossier),
        "source": LeadSource(lead["lead_source"]).label,
        "received_on": lead["lead_received_on"],
        "reporter": lead.get("lead_reporter") or "",
        "content": lead["lead_content"],
        "verify_until": str(due("lead_verification", date.fromisoformat(lead["lead_received_on"])).last_day),
        "registrars": dossier.officers_named(step.actor_id if step else dossier.actor_id),
        "registered_on": str(on),
    }


def filing_approval(dossier: Dossier, on: date) -> Facts:
    """立案/不予立案审批表: what was verified, each condition, the proposal and the decision."""
    lead, verified, approved = (
        lead_of(dossier),
        dossier.answers("verify_lead"),
        dossier.answers("approve_filing"),
    )
    opinion = approved.get("filing_opinion", verified["filing_proposal"])
    return {
        **named(dossier),
        "source": LeadSource(lead["lead_source"]).label,
        "received_on": lead["lead_received_on"],
        "facts": verified["verified_facts"],
        "suspected_rule": verified["suspected_rule"],
        "conditions": conditions(verified),
        "limitation": _limitation(verified),
        "proposal": f"{FilingProposal(verified['filing_proposal']).label}。{verified['filing_reason']}",
        "handlers": officers_of(dossier, "verify_lead"),
        "decision": FilingOpinion(opinion).value,
        "reason": approved.get("reason") or "",
        "approvers": dossier.officers_named(dossier.actor_id),
        "decided_on": str(on),
    }


WORDS = {
    "prima_facie": "有证据初步证明存在违法行为",
    "penalty_due": "依法应当给予行政处罚",
    "competent": "属于本局管辖",
    "minor_corrected_harmless": "轻微并及时改正，没有造成危害后果",
    "first_slight_corrected": "初次违法，危害后果轻微并及时改正",
    "no_fault": "有证据足以证明没有主观过错",
}


def conditions(verified: Facts) -> list[dict[str, str]]:
    """Return what was found about each condition of filing."""
    return [{"name": words, "result": "是" if verified[name] else "否"} for name, words in WORDS.items()]


def _limitation(verified: Facts) -> str:
    term = clock_of("limitation_serious" if verified["endangers"] else "limitation")
    last = due(term.name, date.fromisoformat(verified["act_ended_on"])).last_day
    ended = chinese_date(verified["act_ended_on"])
    return f"违法行为于{ended}终了，追责期限为{term.term}，至{chinese_date(last)}届满。"


PAPERS: Mapping[str, Callable[[Dossier, date], Facts]] = {
    "lead_registration": lead_registration,
    "filing_approval": filing_approval,
}
