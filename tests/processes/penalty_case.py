"""One penalty case as a test carries it through the doors, from the lead to the archive."""

from collections.abc import Mapping
from typing import Any, Self
from uuid import UUID, uuid4

from forms.choices import Role
from tests.calendar import Calendar
from tests.office import Office
from tests.processes.penalty_answers import (
    CLOSED,
    EXAMINED,
    HANDED,
    HEARD,
    HEARING,
    INVESTIGATED,
    LEAD,
    PROPOSED,
    REPORT,
    SAID,
    SOUND,
    TRANSFER,
    VERIFIED,
)
from tests.processes.penalty_measuring import Measuring
from workflows import casework
from workflows.casework.reading.case import known_to
from workflows.models import Case, CaseStep, CreditRecord, Deadline, Document

WHO = {
    "approve_lead_extension": "approver",
    "approve_filing": "approver",
    "approve_measure": "approver",
    "ratify_measure": "approver",
    "approve_seizure_extension": "approver",
    "approve_course": "approver",
    "discuss_extension": "panel",
    "case_check": "reviewer",
    "legal_check": "qualified",
    "approve_by_leader": "approver",
    "approve_deferral": "approver",
    "approve_application": "approver",
    "approve_closing": "approver",
    "approve_notice": "approver",
    "name_host": "approver",
    "fix_hearing": "hearing_host",
    "hold_hearing": "hearing_host",
    "write_report": "hearing_host",
    "read_report": "approver",
    "record_publication": "credit_section",
}


class PenaltyCase(Measuring):
    """A penalty case about a party of its own, opened today on a lead that was found today."""

    def __init__(
        self, office: Office, calendar: Calendar, by: str = "case_officer", province: str = "23", **lead: Any
    ) -> None:
        self.office, self.calendar = office, calendar
        if "qualified" not in office.people:
            office.hire("qualified", Role.LEGAL_REVIEWER, legal_qualification="A20192303000001")
            office.hire("second", Role.CASE_OFFICER)
            office.hire("clerk", Role.CASE_OFFICER)
        party = office.party(province)
        received = {"lead_received_on": calendar.today, "department": str(office.sections["food"])}
        with office.begin() as session:
            actor = casework.actor_of(session, office.people[by])
            given = {**LEAD, **received, **lead}
            self.id: UUID = casework.open_case(session, "penalty", party, given, actor, uuid4())

    def do(self, task: str, **answers: Any) -> Self:
        """Answer an open task, as whoever it is for."""
        self.office.answer(WHO.get(task, "case_officer"), self.id, task, **answers)
        return self

    def serve(self, **answers: Any) -> Self:
        """Serve the paper that waits longest."""
        self.office.serve(self.id, **answers)
        return self

    def wake(self, day: Any) -> Self:
        """Let the worker look at the case on the morning of a day."""
        self.calendar.to(day, "00:00")
        self.office.wake(self.id)
        self.calendar.to(day, "10:00")
        return self

    @property
    def second(self) -> str:
        return str(self.office.people["second"])

    # The parts of the story

    def verify(self, **answers: Any) -> Self:
        return self.do("verify_lead", **{**VERIFIED, "second_officer": self.second, **answers})

    @property
    def verified(self) -> dict[str, str]:
        return VERIFIED

    def file(self) -> Self:
        return self.verify().do("approve_filing", filing_opinion="file")

    def investigate(self, course: str = "conclude", **answers: Any) -> Self:
        given = {**INVESTIGATED, "investigation_course": course, "second_officer": self.second, **answers}
        return self.do("investigate", **given)

    def report(self, **answers: Any) -> Self:
        return self.do("draft_report", **{**REPORT, **answers})

    def reviewed(self, task: str = "case_check", **handed: Any) -> Self:
        ended = {"investigation_ended_on": self.calendar.today}
        return self.do("hand_over", **{**HANDED, **ended, **handed}).do(task, **SOUND)

    def objected(self, task: str = "case_check", **handed: Any) -> Self:
        ended = {"investigation_ended_on": self.calendar.today}
        self.do("hand_over", **{**HANDED, **ended, **handed})
        objection = {"facts": "unsound", "review_opinion": "supplement", "reason": "补充核实进货数量。"}
        return self.do(task, **{**SOUND, **objection})

    def noticed(self) -> Self:
        return self.do("approve_notice", notice_opinion="agree").serve()

    def told(self) -> Self:
        """Have the party told, and waive what it might say; a hearing too, where it was offered one."""
        self.noticed().do("record_defence", **{**SAID, "said": "waived", **self._when()})
        return self.wish("waived") if "record_hearing_request" in self.waits else self

    def told_and_wished(self) -> Self:
        """Have the party told; it asks for a hearing, and leaves everything else to it."""
        self.noticed().do("record_defence", **{**SAID, "said": "waived", **self._when()})
        return self.wish("requested")

    def wish(self, wish: str) -> Self:
        files = [self.office.file("case_officer")]
        asked = {"wished_on": self.calendar.today, "hearing_files": files}
        return self.do("record_hearing_request", hearing_wish=wish, **asked)

    def spoke(self, opinion: str, **found: Any) -> Self:
        """Have the party heard, and what it said re-examined."""
        self.noticed().do("record_defence", **{**SAID, "said": "done", **self._when()})
        weight = {"proposed_weight": str(self.data["proposed_weight"])}
        answers = {**EXAMINED, **weight, "second_officer": self.second, "reexamination": opinion, **found}
        return self.do("reexamine", **answers)

    def _when(self) -> dict[str, str]:
        day, officer = self.calendar.today, self.second
        return {"started_at": f"{day}T09:00", "ended_at": f"{day}T09:30", "second_officer": officer}

    def heard(self) -> Self:
        """Have the hearing that the party asked for prepared, held and reported on."""
        host, clerk = self.office.people["hearing_host"], self.office.people["clerk"]
        self.do("name_host", host=str(host), clerk=str(clerk))
        file = {"matter": "销售标签不符合规定的食品", "proposal": "罚款。", "materials": "案卷1册"}
        self.do("hand_over_file", handed_on=self.calendar.today, **file)
        day = self.data["hearing_earliest_on"]
        fixed = {"hearing_at": f"{day}T14:00", "hearing_place": "二楼听证室", "openness": "open"}
        self.do("fix_hearing", fixing="fixed", **fixed).serve()
        self.wake(day).calendar.to(day, "17:00")
        times = {"started_at": f"{day}T14:00", "ended_at": f"{day}T15:00"}
        return (
            self.do("hold_hearing", **HEARING, **times)
            .do("write_report", **HEARD)
            .do("read_report", report_opinion="agree")
        )

    def proposed(self, **answers: Any) -> Self:
        return self.do("propose", **{**PROPOSED, **answers})

    def decided(self) -> Self:
        return self.proposed().do("approve_by_leader", decision_opinion="agree")

    def undecided(self) -> Self:
        return self.proposed().do("approve_by_leader", decision_opinion="return", reason="裁量理由不足。")

    def both_served(self) -> Self:
        return self.serve().serve()

    def pay(self, amount: str = "5600") -> Self:
        paid = {"paid_on": self.calendar.today, "paid_amount": amount}
        files = [self.office.file("case_officer")]
        return self.do("register_payment", payment="paid", receipt_files=files, **paid)

    def paid_after_demand(self) -> Self:
        paid = {"paid_on": self.calendar.today, "paid_amount": "5750"}
        return self.do("await_demand", receipt_files=[self.office.file("case_officer")], **paid)

    def apply_court(self, **days: Any) -> Self:
        files = {"remedy_files": [self.office.file("case_officer")]} if days else {}
        reason = {"application_reason": "经催告仍不履行。"}
        return self.do("apply_court", application="apply", **reason, **files, **days)

    @property
    def closed(self) -> dict[str, str]:
        return CLOSED

    def published(self, **answers: Any) -> Self:
        """Record that the penalty was published, as soon as that waits."""
        shown = dict.fromkeys(("credit_china_on", "gsxt_on"), self.calendar.today)
        return self.do("record_publication", **{"same_content": "true", **shown, **answers})

    def transferred(self, kind: str, **more: Any) -> Self:
        """Hand the case over to somebody else, and have the receipt."""
        letter = {"transfer_kind": kind, "transferred_to": "鸡西市公安局", **TRANSFER, **more}
        receipt = {"transferred_on": self.calendar.today, "transfer_receiver": "赵警官"}
        files = [self.office.file("case_officer")]
        return self.do("transfer_case", **letter).do("record_transfer", transfer_files=files, **receipt)

    def close(self) -> Self:
        if "record_publication" in self.waits:
            self.published()
        self.do("close_case", **CLOSED).do("approve_closing", closing_opinion="agree")
        return self.do("archive_case", volume_number="2026-罚-001", kept_for="三十年")

    def until_reported(self, **answers: Any) -> Self:
        return self.file().investigate().report(**answers)

    def until_decided(self) -> Self:
        return self.until_reported().reviewed().told().no_measures().decided()

    def until_served(self) -> Self:
        return self.until_decided().both_served()

    # What came of it

    @property
    def waits(self) -> list[str]:
        return self.office.waits(self.id)

    @property
    def case(self) -> Case:
        return self.office.one(Case, id=self.id)

    @property
    def outcome(self) -> str | None:
        return self.case.outcome

    @property
    def data(self) -> Mapping[str, Any]:
        with self.office.begin() as session:
            return dict(known_to(session.get_one(Case, self.id)))

    @property
    def record(self) -> CreditRecord:
        return self.office.one(CreditRecord, entity_id=self.case.entity_id)

    @property
    def kinds(self) -> list[str]:
        """The kinds of papers issued, in order, without the proofs of their service."""
        papers = sorted(
            self.office.all(Document, case_id=self.id), key=lambda one: (one.issued_at, one.serial)
        )
        return [paper.kind for paper in papers if paper.kind != "proof_of_service"]

    def paper(self, kind: str) -> Document:
        """The latest paper of a kind."""
        return max(self.office.all(Document, case_id=self.id, kind=kind), key=lambda one: one.serial)

    def limit(self, clock: str) -> Deadline:
        """The latest limit of a clock."""
        return max(self.office.all(Deadline, case_id=self.id, clock=clock), key=lambda row: row.occurrence)

    @property
    def flows(self) -> set[tuple[str, str]]:
        steps = self.office.all(CaseStep, case_id=self.id)
        return {(key, flow) for step in steps for key, flow in step.passed}
