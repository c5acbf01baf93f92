"""A repair notice on its way to the party, as a test serves it through the doors; the smallest caller of 送达."""

from typing import Any, Self
from uuid import UUID

from tests.calendar import Calendar
from tests.office import Office
from workflows import casework
from workflows.models import Case, Deadline, Document, Service

ADDRESS = "鸡西市鸡冠区中心大街1号"
NOTICE = {
    "mode": "public_notice",
    "notice_reason": "missing",
    "notice_facts": "经现场核查，住所无人经营，电话停机。",
    "notice_content": "告知信用修复的条件和途径。",
}


class Serving:
    """One paper to be served, issued on 23 November 2026."""

    def __init__(self, office: Office, calendar: Calendar, case_id: UUID | None = None, **facts: Any) -> None:
        self.office, self.calendar = office, calendar
        told = {"delivery_address": ADDRESS, "electronic_consent": "false", **facts}
        self.id = case_id or office.open("repair_notice", office.penalty(), **told)[0]

    def do(self, task: str, **answers: Any) -> Self:
        self.office.answer("window", self.id, task, **answers)
        return self

    def serve(self, mode: str, **answers: Any) -> Self:
        self.office.serve(self.id, mode=mode, **answers)
        return self

    def fail(self, mode: str = "direct") -> Self:
        return self.serve(mode, served="false", failure="家中无人")

    def confirm(self, **answers: Any) -> Self:
        """Have the party sign where it wants to be served."""
        self.do("serve", confirm_first="true")
        signed = {"signed_on": self.calendar.today, "confirmation_files": [self.office.file()]}
        told = {"delivery_address": "鸡西市城子河区2号", "electronic_consent": "false"}
        return self.do("confirm_address", **{**told, **signed, **answers})

    def announce(self, **answers: Any) -> Self:
        """Decide on a public notice; it is issued, and waits to be published."""
        return self.do("serve", **{**NOTICE, **answers})

    def publish(self, **answers: Any) -> Self:
        told = {"place": "board", "where": "本局公告栏、住所大门", "notice_files": [self.office.file()]}
        return self.do("publish_notice", published_on=self.calendar.today, **{**told, **answers})

    def collect(self, **answers: Any) -> Self:
        told = {"happened_on": self.calendar.today, "receiver": "王喆", "proof_files": [self.office.file()]}
        return self.do("await_notice", notice_course="collected", **{**told, **answers})

    def take_down(self) -> Self:
        return self.do("await_notice", notice_course="renewed", fault="文书文号有误。")

    def wake(self, day: str) -> Self:
        self.calendar.to(day, "00:00")
        with self.office.begin() as session:
            casework.wake(session, self.id)
        return self

    @property
    def attempts(self) -> list[Service]:
        return sorted(self.office.all(Service), key=lambda row: row.id)

    @property
    def served(self) -> Service:
        [row] = [row for row in self.attempts if row.served_on is not None]
        return row

    @property
    def limits(self) -> list[Deadline]:
        rows = self.office.all(Deadline, case_id=self.id, clock="service_by_notice")
        return sorted(rows, key=lambda row: row.id)

    @property
    def outcome(self) -> str | None:
        return self.office.one(Case, id=self.id).outcome

    def papers(self, kind: str) -> list[Document]:
        return self.office.all(Document, case_id=self.id, kind=kind)
