"""One rectification as a test carries it through the doors, from what was found to how it ended."""

from typing import Any, Self

from forms.choices import Role
from tests.calendar import Calendar
from tests.office import Office
from tests.processes.called import Called
from workflows.models import Case

FOUND = {
    "found_through": "inspection",
    "found_place": "当事人经营场所",
    "problems": "散装食品没有标明生产日期\n冷库温度没有记录",
    "rule_broken": "《中华人民共和国食品安全法》第六十八条",
    "hazard": "ordinary",
    "on_the_spot": "false",
    "offence_suspected": "false",
    "delivery_address": "鸡西市鸡冠区中心大街1号",
    "electronic_consent": "false",
}
DRAFTED = {
    "order_kind": "rectification_order",
    "facts_found": "散装食品没有标明生产日期，冷库温度没有记录。",
    "items": "散装食品标明名称、生产日期和保质期\n冷库每日记录温度",
    "order_basis": "《中华人民共和国食品安全法》第一百二十六条",
    "ground": "food_126",
    "length": "15",
    "length_reason": "一般问题。",
    "recheck_mode_planned": "on_site",
}
INSPECTED = {"place": "当事人经营场所", "next_step": "依规定办理。"}
BORNE_OUT = {
    "pass": {"done_items": "两项均已整改"},
    "partial": {"done_items": "散装食品已标明", "open_items": "冷库没有记录"},
    "fail": {"open_items": "两项均没有整改"},
    "not_found": {},
}
PROPOSED = {"ground": "food_126", "serious": "false", "reason": "经两次责令仍不改正。"}
NO_MEASURE = dict.fromkeys(("penalty", "coercion", "annulment", "interview"), "false")
WHO = {
    "approve_order": "unit_head",
    "decide_extension": "unit_head",
    "approve_by_unit_head": "unit_head",
    "approve_by_approver": "approver",
    "confirm": "other_head",
}


class Rectification(Called):
    """A rectification of what was found today at a party of its own."""

    def __init__(self, office: Office, calendar: Calendar, **answers: Any) -> None:
        self.office, self.calendar, self.key = office, calendar, "rectification"
        for name, role in (("second", Role.CASE_OFFICER), ("other_head", Role.UNIT_HEAD)):
            if name not in office.people:
                office.hire(name, role)
        told = {"found_on": calendar.today, "department": str(office.sections["food"]), **FOUND, **answers}
        told |= {"second_officer": self.second, "evidence_files": [office.file("case_officer")]}
        if told["on_the_spot"] == "true":
            told["correction_files"] = [office.file("case_officer")]
        self.id = office.open_about("case_officer", self.key, office.party(), told)

    def do(self, task: str, *, by: str = "", **answers: Any) -> Self:
        self.office.answer(by or WHO.get(task, "case_officer"), self.id, task, **answers)
        return self

    @property
    def second(self) -> str:
        return str(self.office.people["second"])

    @property
    def outcome(self) -> str | None:
        found: str | None = self.office.one(Case, id=self.id).outcome
        return found

    # The parts of the story

    def drafted(self, **answers: Any) -> Self:
        return self.do("draft_order", **{**DRAFTED, **answers})

    def ordered(self, **answers: Any) -> Self:
        """Order the party to put things right, and serve the order today."""
        return self.drafted(**answers).do("approve_order", order_opinion="agree").serve()

    def reported(self) -> Self:
        files = [self.office.file("case_officer")]
        told = {"report": "两项均已整改。", "report_files": files, "received_on": self.calendar.today}
        return self.do("follow_up", follow_up_kind="report", **told)

    def asks_for_more_time(self, days: str = "15") -> Self:
        files = [self.office.file("case_officer")]
        asked = {"extension_reason": "设备尚未到货。", "extension_days": days, "request_files": files}
        received = {"received_on": self.calendar.today}
        return self.do("follow_up", follow_up_kind="extension_request", **asked, **received)

    def arranged(self, occasion: str = "report", **answers: Any) -> Self:
        ordered = {"order": "《责令改正通知书》", "ordered_on": "2026-11-23", "occasion": occasion}
        counted = {"counted_from": self.calendar.today, "recheck_mode": "on_site"}
        return self.do("arrange", **{**ordered, **counted, **answers})

    def rechecked(self, result: str = "pass", occasion: str = "report") -> Self:
        """Arrange the recheck, find a result, and have it confirmed."""
        self.arranged(occasion)
        day = self.calendar.today
        seen = {"started_at": f"{day}T09:00", "ended_at": f"{day}T09:40", "companion": self.second}
        self.do("inspect", result=result, **seen, **INSPECTED, **BORNE_OUT[result])
        return self.do("confirm", recheck_opinion="agree")

    def measures(self, **chosen: str) -> Self:
        return self.do("propose_measures", **{**PROPOSED, **NO_MEASURE, **chosen})

    def searched(self, whereabouts: str, **answers: str) -> Self:
        files = [self.office.file("case_officer")]
        told = {"searched_on": self.calendar.today, "search": "向出租人了解。", "search_files": files}
        return self.do("check_address", whereabouts=whereabouts, **told, **answers)


def more_time_then_failed(office: Office, calendar: Calendar) -> Rectification:
    """More time was given, nothing was put right, and a leader decided on a penalty."""
    case = Rectification(office, calendar).ordered().asks_for_more_time()
    case.do("decide_extension", extension_opinion="grant").serve()
    case.reported().rechecked("fail").serve()
    return case.measures(penalty="true").do("approve_by_approver", measures_opinion="agree")


def found_after_all_then_interviewed(office: Office, calendar: Calendar) -> Rectification:
    """Nobody was there at first; then it was found, nothing was put right, and an interview follows."""
    case = Rectification(office, calendar).ordered().reported().rechecked("not_found")
    case.searched("found", found_at="鸡西市城子河区1号").rechecked("fail").serve()
    return case.measures(interview="true").do("approve_by_unit_head", measures_opinion="agree")
