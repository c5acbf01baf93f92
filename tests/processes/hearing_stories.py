"""Every way through a hearing, walked through the doors."""

from collections.abc import Callable
from datetime import timedelta

from tests.processes.hearing_parties import REPORT, Hearing
from workflows import clock


def recuse(asked: Hearing, task: str, opinion: str) -> Hearing:
    agreed = {"recusal_kind": "relation", "recusal_asked_by": "party"} if opinion == "agree" else {}
    return asked.do(task, recusal_opinion=opinion, recusal_reason="主持人与当事人的关系已经核查。", **agreed)


def held(asked: Hearing) -> Hearing:
    return asked.ready().hold().report().do("read_report", report_opinion="agree")


def held_and_the_report_returned_once(asked: Hearing) -> Hearing:
    asked.ready().hold().report().do("read_report", report_opinion="return", reason="请补充质证情况。")
    return asked.report().do("read_report", report_opinion="agree")


def held_though_everybody_was_late(asked: Hearing) -> Hearing:
    asked.let_run_out("hearing_host").name().let_run_out("hearing_file").hand_over()
    asked.let_run_out("hearing_date").fix().serve().on_the_day().hold()
    return asked.let_run_out("hearing_report").report().do("read_report", report_opinion="agree")


def held_after_a_notice_that_came_too_late(asked: Hearing) -> Hearing:
    asked.name().hand_over().fix()
    asked.calendar.to(clock.today() + timedelta(days=1))
    return asked.serve().fix().serve().on_the_day().hold().report().do("read_report", report_opinion="agree")


def held_after_a_postponement(asked: Hearing) -> Hearing:
    asked.ready().do("hold_hearing", hearing_course="postponed", postponed_because="当事人突发疾病住院。")
    return asked.fix().serve().on_the_day().hold().report().do("read_report", report_opinion="agree")


def held_by_another_host_than_first_named(asked: Hearing) -> Hearing:
    asked.name().hand_over().do("fix_hearing", fixing="recusal", recusal_ground="当事人申请回避。")
    recuse(asked, "decide_recusal", "agree").name("second_host").hand_over().fix(by="second_host").serve()
    asked.on_the_day().hold(by="second_host").do("write_report", by="second_host", **REPORT)
    return asked.do("read_report", report_opinion="agree")


def held_although_a_recusal_was_asked_for_twice(asked: Hearing) -> Hearing:
    asked.name().hand_over().do("fix_hearing", fixing="recusal", recusal_ground="当事人申请回避。")
    recuse(asked, "decide_recusal", "reject").fix().serve().on_the_day()
    asked.do("hold_hearing", hearing_course="recusal", recusal_ground="当事人再次申请回避。")
    recuse(asked, "decide_recusal_at_hearing", "reject")
    return asked.hold().report().do("read_report", report_opinion="agree")


def forfeited_after_a_recusal_at_the_hearing(asked: Hearing) -> Hearing:
    asked.ready().do("hold_hearing", hearing_course="recusal", recusal_ground="当事人当场申请回避。")
    recuse(asked, "decide_recusal_at_hearing", "agree").name("second_host").hand_over().fix(by="second_host")
    return asked.serve().on_the_day().hold("absent", by="second_host")


def forfeited_by_absence(asked: Hearing) -> Hearing:
    return asked.ready().hold("absent")


def forfeited_by_walking_out(asked: Hearing) -> Hearing:
    return asked.ready().hold("walked_out", signing="refused")


def withdrawn_at_the_hearing(asked: Hearing) -> Hearing:
    return asked.ready().hold("withdrawn", signing="signed")


def withdrawn_before_a_date_was_fixed(asked: Hearing) -> Hearing:
    files = [asked.office.file("hearing_host")]
    return asked.name().hand_over().do("fix_hearing", fixing="withdrawn", withdrawal_files=files)


STORIES: dict[Callable[[Hearing], Hearing], str] = {
    held: "held",
    held_and_the_report_returned_once: "held",
    held_though_everybody_was_late: "held",
    held_after_a_notice_that_came_too_late: "held",
    held_after_a_postponement: "held",
    held_by_another_host_than_first_named: "held",
    held_although_a_recusal_was_asked_for_twice: "held",
    forfeited_after_a_recusal_at_the_hearing: "waived",
    forfeited_by_absence: "waived",
    forfeited_by_walking_out: "waived",
    withdrawn_at_the_hearing: "waived",
    withdrawn_before_a_date_was_fixed: "waived",
}
