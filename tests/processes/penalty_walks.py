"""Every way through a penalty case, walked through the doors; together they take every sequence flow."""

from collections.abc import Callable
from datetime import timedelta

from tests.calendar import Calendar
from tests.office import Office
from tests.processes.penalty_answers import NOTHING
from tests.processes.penalty_case import PenaltyCase
from workflows.models import Deadline

Walk = Callable[[Office, Calendar], PenaltyCase]
BIG = {"fine": "200000", "confiscation": "38210.25"}
WARNED = {**NOTHING, "admonition": "warning"}
PAPERWORK = {
    "penalty_basis": "《中华人民共和国食品安全法》",
    "discretion": "一般",
    "performance": "当场履行。",
}
LATER = {"deferral_applied_on": "2026-11-23", "deferral_reason": "资金周转困难。", "deferral_days": "60"}


def without_a_hearing(office: Office, calendar: Calendar) -> PenaltyCase:
    return PenaltyCase(office, calendar).until_served().pay().close()


def with_a_hearing(office: Office, calendar: Calendar) -> PenaltyCase:
    case = heard(office, calendar).reviewed("legal_check").no_measures().decided().both_served()
    return case.pay(BIG["fine"]).close()


def heard(office: Office, calendar: Calendar) -> PenaltyCase:
    """A case with a fine so large that the party was offered a hearing, asked for it and was heard."""
    case = PenaltyCase(office, calendar).until_reported(**BIG).reviewed().told_and_wished()
    return case.heard()


def sent_back_after_the_hearing(office: Office, calendar: Calendar) -> PenaltyCase:
    case = heard(office, calendar).objected("legal_check").investigate()
    case.report(proposal="withdrawn", **NOTHING).reviewed().no_measures()
    return case.decided().close()


def not_filed_after_every_detour(office: Office, calendar: Calendar) -> PenaltyCase:
    case = PenaltyCase(office, calendar)
    extend = {"lead_course": "extend", "extension_reason": "须向外地核实。"}
    case.do("verify_lead", **extend).do(
        "approve_lead_extension", lead_extension_opinion="return", reason="不必。"
    )
    case.do("verify_lead", **extend).do("approve_lead_extension", lead_extension_opinion="agree")
    case.do("verify_lead", lead_course="testing", testing="省检验院，标签检验")
    case.do("receive_result", result_received_on=calendar.today, result="标签不合格。")
    case.wake(after(case, "lead_verification_extension"))
    case.verify().do("approve_filing", filing_opinion="return", reason="补充货值。")
    case.verify(minor_corrected_harmless="true", filing_proposal="not_file")
    return case.do("approve_filing", filing_opinion="not_file")


def after(case: PenaltyCase, clock: str) -> object:
    """The day after the last day of the latest limit of a clock."""
    return case.limit(clock).last_day + timedelta(days=1)


def with_every_measure(office: Office, calendar: Calendar) -> PenaltyCase:
    case = PenaltyCase(office, calendar).file().choose("preserve")
    case.do("approve_measure", measure_opinion="return", reason="写明理由。").approved_measure("preserve")
    disposed = {"disposal": "returned", "disposal_note": "已拍照、复制。", "disposed_on": calendar.today}
    case.do("dispose_evidence", **disposed).serve()
    case.approved_measure("preserve").wake(after(case, "evidence_preservation")).serve()
    case.ratified("seize").keep("extend")
    case.do("approve_seizure_extension", seizure_extension_opinion="return", reason="写明理由。")
    case.keep("extend").do("approve_seizure_extension", seizure_extension_opinion="agree").serve()
    case.tested().result().keep("release").serve()
    case.approved_measure("seize").wake(after(case, "seizure")).serve()
    case.unratified("seize").serve()
    case.urgent("preserve", "10:00").wake(case.calendar.days_ahead(2)).serve()
    case.choose("preserve").do("approve_measure", measure_opinion="agree")
    case.wake(after(case, "evidence_preservation")).serve()
    case.no_measures().investigate().report(proposal="withdrawn", **NOTHING).reviewed()
    return case.decided().close()


def terminated_after_stops_and_extensions(office: Office, calendar: Calendar) -> PenaltyCase:
    case = PenaltyCase(office, calendar).file()
    case.investigate("testing", testing="省检验院").do("resume_investigation", resumed_because="收到报告。")
    extend = {"extension_reason": "案情复杂。"}
    case.investigate("extend", **extend).do("approve_course", course_opinion="return", reason="不必。")
    case.investigate("extend", **extend).do("approve_course", course_opinion="agree")
    discussed = {"discussed_on": calendar.today, "present": "刘敏\n张立新", "opinions": "同意。"}
    days = {"course_opinion": "agree", "extension_days": "45"}
    case.investigate("extend", **extend).do("discuss_extension", **days, **discussed)
    case.investigate("suspend", suspension_ground="missing").do("approve_course", course_opinion="agree")
    case.do("resume_investigation", resumed_because="当事人已经找到。")
    case.investigate("terminate", termination_ground="dissolved").do("approve_course", course_opinion="agree")
    return case.no_measures().close()


def not_penalised_after_every_return(office: Office, calendar: Calendar) -> PenaltyCase:
    case = PenaltyCase(office, calendar).file().wake(after_filing(calendar))
    case.investigate().report().objected().investigate().report().reviewed()
    case.spoke("adopted", proposed_weight="4600", new_content="罚款4000元。").investigate().report(
        fine="4000"
    ).reviewed().told()
    case.no_measures().undecided().do("rework", rework_course="resubmit", rework_note="已改写建议。")
    case.undecided().do("rework", rework_course="reinvestigate", rework_note="补充调查。")
    case.no_measures().investigate().report(proposal="no_penalty", **NOTHING).reviewed().decided().serve()
    case.wake(after(case, "case_closing")).do("close_case", **case.closed)
    case.do("approve_closing", closing_opinion="return", reason="补充处置情况。")
    return case.close()


def after_filing(calendar: Calendar) -> str:
    """A day after the time for deciding is over, counted from the opening day of the tests."""
    return "2027-02-23"


def transferred(office: Office, calendar: Calendar) -> PenaltyCase:
    case = PenaltyCase(office, calendar).until_reported(proposal="transfer", **NOTHING).reviewed()
    return (
        case.no_measures()
        .decided()
        .transferred("crime_transfer_letter", crime="生产、销售伪劣产品罪")
        .close()
    )


def warned(office: Office, calendar: Calendar) -> PenaltyCase:
    case = PenaltyCase(office, calendar).until_reported(**{**WARNED, **PAPERWORK}).reviewed().told()
    return case.no_measures().decided().serve().close()


def deferred_then_paid_late(office: Office, calendar: Calendar) -> PenaltyCase:
    case = PenaltyCase(office, calendar).until_served()
    case.do("register_payment", payment="deferral", **LATER)
    case.do("approve_deferral", deferral_opinion="return", reason="没有证明。")
    case.do("register_payment", payment="deferral", **LATER).do("approve_deferral", deferral_opinion="agree")
    case.serve().wake(after(case, "fine_payment")).serve()
    return case.paid_after_demand().close()


def demanded(office: Office, calendar: Calendar) -> PenaltyCase:
    """A case in which neither the time for paying nor the demand had any effect."""
    case = PenaltyCase(office, calendar).until_served()
    case.wake(after(case, "fine_payment")).serve()
    return case.wake(after(case, "performance_demand"))


def enforced_by_the_court(office: Office, calendar: Calendar) -> PenaltyCase:
    case = demanded(office, calendar)
    case.wake(after(case, "litigation")).apply_court()
    case.do("approve_application", application_opinion="return", reason="补充财产线索。")
    case.apply_court().do("approve_application", application_opinion="agree")
    ruled = {"ruling": "granted", "ruling_number": "（2027）黑0302行审12号", "ruled_on": calendar.today}
    return case.do("register_ruling", enforcement_result="已执行完毕。", **ruled).close()


def paid_before_the_court(office: Office, calendar: Calendar) -> PenaltyCase:
    case = demanded(office, calendar)
    return case.do("apply_court", application="paid", paid_on=calendar.today, paid_amount="8000").close()


def never_applied_for(office: Office, calendar: Calendar) -> PenaltyCase:
    case = demanded(office, calendar)
    return case.wake(after(case, "court_enforcement")).close()


WALKS: dict[Walk, str] = {
    without_a_hearing: "PENALISED",
    with_a_hearing: "PENALISED",
    sent_back_after_the_hearing: "CASE_WITHDRAWN",
    not_filed_after_every_detour: "NOT_FILED",
    with_every_measure: "CASE_WITHDRAWN",
    terminated_after_stops_and_extensions: "TERMINATED",
    not_penalised_after_every_return: "NOT_PENALISED",
    transferred: "TRANSFERRED",
    warned: "PENALISED",
    deferred_then_paid_late: "PENALISED",
    enforced_by_the_court: "PENALISED",
    paid_before_the_court: "PENALISED",
    never_applied_for: "PENALISED",
}


def running(case: PenaltyCase) -> set[str]:
    """The clocks of the limits that have not ended."""
    return {row.clock for row in case.office.all(Deadline, case_id=case.id) if row.ended is None}
