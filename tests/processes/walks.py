"""Every way through the diagrams, walked through the doors; together they take every sequence flow."""

from collections.abc import Callable
from uuid import UUID

from forms.choices import WithdrawalGround
from tests.calendar import Calendar
from tests.office import Office
from tests.processes.repair import DRAWN, EXTEND, Repair
from workflows.casework.actor import actor_of
from workflows.casework.withdrawing import withdraw_record

Walk = Callable[[Office, Calendar], UUID]
OF_ANOTHER = {"authority": "密山市市场监督管理局", "authority_code": "11230382MB1F00014K"}
NOTICE = {"delivery_address": "中心大街1号", "electronic_consent": "false"}


def granted(office: Office, calendar: Calendar) -> UUID:
    return Repair(office, calendar).accept().decide().serve().id


def granted_before_the_acceptance_notice_was_served(office: Office, calendar: Calendar) -> UUID:
    case = Repair(office, calendar).do("formal_check", materials="complete").agree("review_acceptance")
    return case.decide().serve().serve().id


def granted_and_looked_at_again(office: Office, calendar: Calendar) -> UUID:
    case = Repair(office, calendar, watch=DRAWN).accept().decide().serve()
    return case.do("watch", clue_found="false", watched_on=calendar.today, findings="未发现异常。").id


def granted_and_a_clue_found(office: Office, calendar: Calendar) -> UUID:
    case = Repair(office, calendar, watch=DRAWN).accept().decide().serve()
    return case.do("watch", clue_found="true", watched_on=calendar.today, findings="缴款凭证系伪造。").id


def granted_and_never_looked_at_again(office: Office, calendar: Calendar) -> UUID:
    return Repair(office, calendar, watch=DRAWN).accept().decide().serve().wake("2027-05-24").id


def granted_but_served_late(office: Office, calendar: Calendar) -> UUID:
    return Repair(office, calendar).accept().decide().wake("2026-11-28").serve().id


def granted_after_every_return(office: Office, calendar: Calendar) -> UUID:
    case = Repair(office, calendar).do("formal_check", materials="complete").send_back("review_acceptance")
    case.accept().verify().send_back("review").verify().agree("review").send_back("approve")
    return case.decide().serve().id


def granted_after_an_extension(office: Office, calendar: Calendar) -> UUID:
    case = Repair(office, calendar).accept().do("verify", **EXTEND).send_back("review_extension")
    case.do("verify", **EXTEND).agree("review_extension").send_back("approve_extension")
    case.do("verify", **EXTEND).agree("review_extension", "approve_extension")
    return case.serve().decide().serve().id


def accepted_and_decided_late(office: Office, calendar: Calendar) -> UUID:
    case = Repair(office, calendar).wake("2026-11-27")
    return case.accept().wake("2026-12-09").decide().serve().id


def reviewed_late(office: Office, calendar: Calendar) -> UUID:
    case = Repair(office, calendar).do("formal_check", materials="complete").wake("2026-11-27")
    case.agree("review_acceptance").serve().verify().wake("2026-12-09")
    return case.agree("review", "approve").serve().id


def approved_late(office: Office, calendar: Calendar) -> UUID:
    case = Repair(office, calendar).accept().verify().agree("review").wake("2026-12-03")
    return case.agree("approve").serve().id


def granted_after_correction(office: Office, calendar: Calendar) -> UUID:
    return Repair(office, calendar).ask_to_correct().supply().accept().decide().serve().id


def refused(office: Office, calendar: Calendar) -> UUID:
    found = {"duties_performed": "false", "duties_findings": "罚款尚未缴清。"}
    case = Repair(office, calendar).accept().decide(**found)
    failed = {"served": "false", "failure": "家中无人"}
    return case.serve(**failed).serve().id


def not_accepted_because_incomplete_twice(office: Office, calendar: Calendar) -> UUID:
    case = Repair(office, calendar).ask_to_correct().supply()
    case.do("formal_check", materials="incomplete", missing="信用承诺书")
    return case.agree("review_refusal_of_acceptance").serve().id


def not_accepted_because_too_early(office: Office, calendar: Calendar) -> UUID:
    record = office.penalty(decided_on=calendar.days_ago(20))
    case = Repair(office, calendar, record).do("formal_check", materials="complete").wake("2026-11-27")
    case.send_back("review_refusal_of_acceptance").do("formal_check", materials="complete")
    return case.agree("review_refusal_of_acceptance").serve().id


def withdrawn_before_acceptance(office: Office, calendar: Calendar) -> UUID:
    return Repair(office, calendar).do("formal_check", materials="withdrawn").id


def withdrawn_instead_of_corrected(office: Office, calendar: Calendar) -> UUID:
    return Repair(office, calendar).ask_to_correct().withdraw_instead_of_supplying().id


def withdrawn_during_verification(office: Office, calendar: Calendar) -> UUID:
    return Repair(office, calendar).accept().do("verify", course="withdraw").id


def never_corrected(office: Office, calendar: Calendar) -> UUID:
    return Repair(office, calendar).ask_to_correct().wake("2026-12-08").id


def transferred(office: Office, calendar: Calendar) -> UUID:
    case = Repair(office, calendar, office.penalty(**OF_ANOTHER))
    told = {"transferred_on": calendar.today, "told_applicant": "true"}
    return case.do("transfer", authority=OF_ANOTHER["authority"], **told).id


def notified(office: Office, calendar: Calendar) -> UUID:
    [case] = office.open("repair_notice", office.penalty(), **NOTICE)
    office.serve(case)
    return case


def ended_because_the_record_was_withdrawn(office: Office, calendar: Calendar) -> UUID:
    case = Repair(office, calendar).accept()
    withdraw(office, case.record.id)
    return case.serve().id


def notice_ended_because_the_record_was_withdrawn(office: Office, calendar: Calendar) -> UUID:
    record = office.penalty()
    [case] = office.open("repair_notice", record, **NOTICE)
    withdraw(office, record)
    return case


def withdraw(office: Office, record: int) -> None:
    told = {"ground": WithdrawalGround.ANNULLED, "reason": "鸡政复决〔2026〕3号"}
    with office.begin() as session:
        withdraw_record(session, record, told, actor_of(session, office.people["credit_section"]))


WALKS: dict[Walk, str] = {
    granted: "GRANTED",
    granted_before_the_acceptance_notice_was_served: "GRANTED",
    granted_and_looked_at_again: "GRANTED",
    granted_and_a_clue_found: "GRANTED",
    granted_and_never_looked_at_again: "GRANTED",
    granted_but_served_late: "GRANTED",
    granted_after_every_return: "GRANTED",
    granted_after_an_extension: "GRANTED",
    accepted_and_decided_late: "GRANTED",
    reviewed_late: "GRANTED",
    approved_late: "GRANTED",
    granted_after_correction: "GRANTED",
    refused: "REFUSED",
    not_accepted_because_incomplete_twice: "NOT_ACCEPTED",
    not_accepted_because_too_early: "NOT_ACCEPTED",
    withdrawn_before_acceptance: "WITHDRAWN_BY_PARTY",
    withdrawn_instead_of_corrected: "WITHDRAWN_BY_PARTY",
    withdrawn_during_verification: "WITHDRAWN_BY_PARTY",
    never_corrected: "LAPSED",
    transferred: "TRANSFERRED",
    notified: "NOTIFIED",
    ended_because_the_record_was_withdrawn: "ENDED",
    notice_ended_because_the_record_was_withdrawn: "ENDED",
}
