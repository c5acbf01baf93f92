"""The facts of the papers of a penalty case: forms 4, 5, 35, 37, 45, 46, 53 and 55."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from forms.choices import LeadSource
from forms.penalty_words import InvestigationCourse
from workflows.documents.bureau import bureau
from workflows.errors import NotFound
from workflows.law import clock_of, parameter
from workflows.models import CreditRecord, Document, PenaltyDecision
from workflows.processes.penalty.deciding import NOTICE, RESULTS, weighed
from workflows.processes.penalty.heavier import weight_of
from workflows.processes.penalty.outcomes import Outcome
from workflows.steps import repair_told
from workflows.steps.dossier import Dossier
from workflows.steps.penalty_case import Facts, handlers, lead_of, named, proposed, remedies

NOT_HEARD = "你（单位）在法定期限内没有提出陈述、申辩，没有要求听证"


def _case(dossier: Dossier) -> dict[str, Any]:
    found = proposed(dossier)
    return {
        **named(dossier),
        "cause": found.answers["cause"],
        "facts_found": found.answers["facts_found"],
        "evidence": [{"detail": line} for line in found.answers["evidence"]],
        "nature": found.answers["nature"],
    }


def investigation_report(dossier: Dossier, on: date) -> Facts:
    """案件调查终结报告 (form 35, 程序规定 48)."""
    found = proposed(dossier)
    return {
        **_case(dossier),
        "course_of_case": found.answers["course_of_case"],
        "proposal": found.proposal.label,
        "penalties": [{"detail": words} for words in found.content],
        "reason": found.answers["proposal_reason"],
        "penalty_basis": found.answers.get("penalty_basis") or "",
        "discretion": found.answers.get("discretion") or "",
        "filed_on": str(_filed_on(dossier, on)),
        "officers": handlers(dossier),
        "reported_on": str(on),
    }


def _filed_on(dossier: Dossier, on: date) -> date:
    base = dossier.deadline("penalty_decision")
    return base.starts_on if base else on


def penalty_notice(dossier: Dossier, _on: date) -> Facts:
    """行政处罚告知书 (form 37): what is proposed and why, and the rights of the party (程序规定 57).

    What the leader had mended before it went out stands in its place.
    """
    found, in_scope = proposed(dossier), weighed(dossier).variables["hearing_in_scope"]
    mended = dossier.answers("mend_notice")
    content = mended.get("notice_content")
    facts = {
        **_case(dossier),
        "penalties": [{"detail": words} for words in ([content] if content else found.content)],
        "penalty_basis": found.answers["penalty_basis"],
        "discretion": mended.get("notice_reasons") or found.answers["discretion"],
        "defence_limit": clock_of("statement_and_defence").term,
        "hearing_limit": clock_of("hearing_request").term if in_scope else "",
        "basis": [clock_of("statement_and_defence").basis],
        **weight_of(found),
    }
    return {**facts, "facts_found": mended.get("notice_facts") or facts["facts_found"]}


def penalty_decision(dossier: Dossier, on: date) -> Facts:
    """行政处罚决定书 (form 45, 程序规定 62)."""
    found = proposed(dossier)
    return {
        **_case(dossier),
        **remedies(),
        "filed_on": str(_filed_on(dossier, on)),
        "told_on": str(_told_on(dossier, on)),
        "heard": heard(dossier),
        "penalty_basis": found.answers["penalty_basis"],
        "discretion": found.answers["discretion"],
        "penalties": [{"detail": words} for words in found.content],
        "performance": found.answers["performance"],
        "pay_limit": clock_of("fine_payment").term if found.owed else "",
        "surcharge_share": f"{parameter('fine.surchargeDaily', Decimal):.0%}",
        "restricted": found.restriction.label if found.restriction else "",
        "restricted_months": str(found.months or ""),
    }


def no_penalty_decision(dossier: Dossier, on: date) -> Facts:
    """不予行政处罚决定书 (form 46)."""
    found = proposed(dossier)
    return {
        **_case(dossier),
        **remedies(),
        "filed_on": str(_filed_on(dossier, on)),
        "reason": found.answers["proposal_reason"],
    }


def transfer_letter(dossier: Dossier, on: date) -> Facts:
    """案件移送函 (form 4): which case goes to whom, why, with what."""
    given = dossier.answers("transfer_case")
    return {
        **_case(dossier),
        "recipient": given["transferred_to"],
        "filed_on": str(_filed_on(dossier, on)),
        "source": LeadSource(lead_of(dossier)["lead_source"]).label,
        "reason": given["transfer_reason"],
        "transfer_basis": given["transfer_basis"],
        "crime": given.get("crime") or "",
        "materials": [{"detail": line} for line in given["transfer_materials"]],
        "property": [{"detail": line} for line in given.get("transfer_property") or []],
        "officers": handlers(dossier),
    }


def crime_transfer_letter(dossier: Dossier, on: date) -> Facts:
    """涉嫌犯罪案件移送书 (form 5): a copy goes to the procuratorate, as the letter says."""
    return {**transfer_letter(dossier, on), "copies_to": bureau().procuratorate}


def _told_on(dossier: Dossier, on: date) -> date:
    told = [one for one in papers_of_case(dossier) if one.kind == NOTICE]
    return told[-1].issued_on if told else on


def heard(dossier: Dossier) -> str:
    """Return what the party said, whether it was adopted and why, as the decision has to tell (程序规定 62)."""
    said, found = dossier.answers("record_defence"), dossier.answers("reexamine")
    report = dossier.answers("write_report")
    if not found and not report:
        return NOT_HEARD
    words = [f"你（单位）提出陈述、申辩：{said['statement']}"] if found else []
    words += [f"{point}方面：{_examined(found, name)}" for name, point in POINTS.items() if found]
    words += [f"本案举行了听证，听证意见：{report['advice']}"] if report else []
    return "；".join(word.rstrip("。") for word in words)


POINTS = {"facts": "事实", "reasons": "理由", "evidence": "证据"}


def _examined(found: Facts, point: str) -> str:
    adopted = "予以采纳" if found[f"{point}_adopted"] else "不予采纳"
    return f"{adopted}，{found[f'{point}_why']}"


def closing_approval(dossier: Dossier, on: date) -> Facts:
    """结案审批表 (form 53)."""
    asked, approved = dossier.answers("close_case"), dossier.answers("approve_closing")
    decision = next((one for one in papers_of_case(dossier) if one.kind in DECISIONS), None)
    report = dossier.answers("draft_report")
    return {
        **named(dossier),
        "cause": report.get("cause") or lead_of(dossier)["lead_content"],
        "filed_on": str(_filed_on(dossier, on)),
        "result": _result(dossier).label,
        "decision_number": decision.number if decision else "",
        "decided_on": str(decision.issued_on) if decision else "",
        "performance": asked["closing_performance"],
        "property": asked["closing_property"],
        "reason": asked["closing_reason"],
        "handlers": handlers(dossier),
        "opinion": approved.get("closing_opinion", "agree"),
        "approvers": dossier.officers_named(dossier.actor_id),
        "closed_on": str(on),
    }


DECISIONS = ("penalty_decision", "no_penalty_decision")


def _result(dossier: Dossier) -> Outcome:
    course = dossier.answers("investigate").get("investigation_course")
    if course == InvestigationCourse.TERMINATE:
        return Outcome.TERMINATED
    return RESULTS[proposed(dossier).proposal]


def case_file_index(dossier: Dossier, on: date) -> Facts:
    """卷内文件目录 (form 55): the decision first, then the papers in the order of the procedure (程序规定 78)."""
    archived, papers = dossier.answers("archive_case"), papers_of_case(dossier)
    ordered = sorted(papers, key=_place)
    return {
        **named(dossier),
        "volume_number": archived["volume_number"],
        "kept_for": archived["kept_for"],
        "papers": [
            {"title": one.title, "number": one.number, "issued_on": str(one.issued_on)} for one in ordered
        ],
        "secondary": [{"title": line} for line in archived.get("secondary") or []],
        "note": archived.get("archive_note") or "",
        "archivists": dossier.officers_named(dossier.actor_id),
        "archived_on": str(on),
    }


FIRST = (*DECISIONS, "lead_registration", "filing_approval")
LAST = ("closing_approval",)


def _place(document: Document) -> tuple[int, datetime, str]:
    """Return where a paper stands in the main volume: the decision, how the case began, the rest by time, its end."""
    rank = FIRST.index(document.kind) if document.kind in FIRST else len(FIRST)
    return rank + (document.kind in LAST), document.issued_at, document.number


def papers_of_case(dossier: Dossier) -> list[Document]:
    """Return the papers of the case, the oldest first."""
    found = select(Document).where(Document.case_id == dossier.case.id)
    return list(dossier.session.scalars(found.order_by(Document.issued_at, Document.serial)))


def repair_notice(dossier: Dossier, _on: date) -> Facts:
    """信用修复告知书, which goes out with the decision (两书同达). Raises NotFound when nothing is on record."""
    made = select(CreditRecord).join(PenaltyDecision).where(PenaltyDecision.case_id == dossier.case.id)
    record = dossier.session.scalars(made.order_by(CreditRecord.id.desc()).limit(1)).one_or_none()
    if record is None:
        raise NotFound
    return repair_told.repair_notice(dossier, record)


PAPERS: Mapping[str, Callable[[Dossier, date], Facts]] = {
    "investigation_report": investigation_report,
    "penalty_notice": penalty_notice,
    "penalty_decision": penalty_decision,
    "no_penalty_decision": no_penalty_decision,
    "case_transfer_letter": transfer_letter,
    "crime_transfer_letter": crime_transfer_letter,
    "closing_approval": closing_approval,
    "case_file_index": case_file_index,
    "repair_notice": repair_notice,
}
