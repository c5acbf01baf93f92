"""Cases of 告知与陈述申辩 and of 听证 on their own, carried through the doors task by task."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Self

from forms.choices import Role
from tests.calendar import Calendar
from tests.documents.papers import facts
from tests.office import Office
from tests.processes.alone import open_alone, opens_alone
from workflows import clock
from workflows.casework.reading.case import known_to
from workflows.law import due
from workflows.models import Case, Deadline, Document

STAND_IN = "extension_notice"
"""A kind of paper that stands for the caller's notice."""
NOTICE = {
    "notice_kind": STAND_IN,
    "defence_clock": "statement_and_defence",
    "hearing_in_scope": True,
    "proposed_weight": 50_000,
    "electronic_consent": False,
}
HEARING = {"hearing_requested": True, "electronic_consent": False}
HEARD = {
    "facts_said": "标签在进货时已经脱落。",
    "facts_adopted": "true",
    "facts_why": "与进货台账相符。",
    "reasons_said": "没有主观过错。",
    "reasons_adopted": "false",
    "reasons_why": "当事人未履行进货查验义务。",
    "evidence_said": "进货台账一份。",
    "evidence_adopted": "true",
    "evidence_why": "经核对属实。",
}
HELD = {
    "rights_told": "true",
    "investigators": "张伟（23030001）",
    "attendants": "王喆（法定代表人）",
    "agent": "李堃（律师）",
    "investigators_said": "当事人销售的食品标签没有标明生产日期，建议罚款。",
    "party_said": "标签在运输中脱落。",
    "debate": "双方就进货查验义务辩论。",
    "last_words": "请求从轻处理。",
    "signing": "signed",
}
FORFEITED = {"signing": "absent", "circumstances": "经两次电话联系，当事人无正当理由未到。"}
REPORT = {
    "summary": "听证公开举行，当事人到场。",
    "party_opinion": "请求从轻处理。",
    "investigators_opinion": "建议罚款。",
    "facts_found": "标签没有标明生产日期，有现场笔录为证。",
    "advice": "建议按拟作出的处理办理。",
}


def allow(monkeypatch: Any, **given: Any) -> None:
    """Let both procedures be opened alone, as a caller with these facts would call them."""
    papers = {STAND_IN: lambda dossier, on: facts(STAND_IN)}
    opens_alone(monkeypatch, "notice_and_defence", papers=papers, **{**NOTICE, **given})
    opens_alone(monkeypatch, "hearing", **{**HEARING, **given})


def staff(office: Office) -> None:
    """Hire a second officer, a second host and a clerk."""
    office.hire("second_officer", Role.CASE_OFFICER)
    office.hire("second_host", Role.HEARING_HOST)
    office.hire("clerk", Role.CREDIT_SECTION)


class Alone:
    """A case of a called procedure, opened by itself."""

    key: ClassVar[str]
    who: ClassVar[Mapping[str, str]]

    def __init__(self, office: Office, calendar: Calendar) -> None:
        self.office, self.calendar = office, calendar
        self.id = open_alone(office, self.key)

    def do(self, task: str, *, by: str = "", **answers: Any) -> Self:
        """Answer an open task, as whoever it is for unless a test says otherwise."""
        self.office.answer(by or self.who.get(task, "window"), self.id, task, **answers)
        return self

    def serve(self, **answers: Any) -> Self:
        """Have the document that waits served."""
        self.office.serve(self.id, **answers)
        return self

    def let_run_out(self, name: str) -> Self:
        """Let a limit run out, and the worker look at the case right after."""
        self.calendar.to(self.limit(name).last_day + timedelta(days=1), "00:00")
        self.office.wake(self.id)
        return self

    def limit(self, name: str) -> Deadline:
        """The latest limit of a clock."""
        rows: list[Deadline] = self.office.all(Deadline, case_id=self.id, clock=name)
        return max(rows, key=lambda row: row.occurrence)

    def papers(self, kind: str) -> list[Document]:
        """The papers of a kind."""
        return self.office.all(Document, case_id=self.id, kind=kind)

    @property
    def waits(self) -> list[str]:
        """The tasks that wait."""
        return self.office.waits(self.id)

    @property
    def known(self) -> Mapping[str, Any]:
        """What the case knows: once it has ended, what a caller would get."""
        with self.office.begin() as session:
            return known_to(session.get_one(Case, self.id))


class Told(Alone):
    """A party that is told what is proposed, and heard."""

    key = "notice_and_defence"
    who: ClassVar[Mapping[str, str]] = {
        "approve_notice": "approver",
        "mend_notice": "case_officer",
        "record_defence": "case_officer",
        "record_hearing_request": "window",
        "reexamine": "case_officer",
    }

    def tell(self) -> Self:
        """Have the notice approved and served today."""
        return self.do("approve_notice", notice_opinion="agree").serve()

    def hear(self, said: str = "done", **answers: Any) -> Self:
        """Hear the party by two officers, today."""
        today = clock.today()
        spoken = {
            "said": said,
            "manner": "oral",
            "started_at": f"{today}T09:00",
            "ended_at": f"{today}T09:40",
            "place": "本局一楼询问室",
            "second_officer": str(self.office.people["second_officer"]),
            "speaker": "王喆",
            "capacity": "法定代表人",
            "statement": "标签在运输中脱落，请求从轻处理。",
        }
        return self.do("record_defence", **{**spoken, **answers})

    def wish(self, wish: str = "requested") -> Self:
        """Take down whether a hearing is wanted."""
        files = [self.office.file()]
        return self.do(
            "record_hearing_request", hearing_wish=wish, wished_on=str(clock.today()), hearing_files=files
        )

    def reexamine(self, result: str = "unchanged", weight: int = 50_000, **answers: Any) -> Self:
        """Re-examine what was said, and state the proposal's weight after it."""
        second = str(self.office.people["second_officer"])
        said = {
            "adopted": {"new_content": "罚款三万元。"},
            "new_facts": {"new_facts_found": "另有一处仓库。"},
        }
        new = said.get(result, {})
        given = {"reexamination": result, "proposed_weight": str(weight), "second_officer": second, **new}
        return self.do("reexamine", **{**HEARD, **given, **answers})


class Hearing(Alone):
    """A hearing that the party asked for."""

    key = "hearing"
    who: ClassVar[Mapping[str, str]] = {
        "name_host": "approver",
        "hand_over_file": "case_officer",
        "fix_hearing": "hearing_host",
        "decide_recusal": "approver",
        "decide_recusal_at_hearing": "approver",
        "hold_hearing": "hearing_host",
        "write_report": "hearing_host",
        "read_report": "approver",
    }

    def name(self, host: str = "hearing_host", clerk: str = "clerk") -> Self:
        """Name a host and a clerk."""
        people = self.office.people
        return self.do("name_host", host=str(people[host]), clerk=str(people[clerk]))

    def hand_over(self) -> Self:
        """Hand the file over today."""
        file = {"matter": "涉嫌销售标签不符合规定的食品", "proposal": "罚款五万元。", "materials": "案卷一册"}
        return self.do("hand_over_file", handed_on=str(clock.today()), **file)

    @property
    def earliest(self) -> date:
        """The first day on which a hearing may be held whose notice is served today."""
        return clock.day_of(due("hearing_notice", clock.today()).instant)

    def fix(self, day: date | None = None, by: str = "", **answers: Any) -> Self:
        """Fix the date, the earliest lawful one unless a test says otherwise."""
        at = {
            "hearing_at": f"{day or self.earliest}T09:00",
            "hearing_place": "本局三楼会议室",
            "openness": "open",
        }
        return self.do("fix_hearing", by=by, fixing="fixed", **{**at, **answers})

    def ready(self) -> Self:
        """Bring the case to the morning of the hearing."""
        return self.name().hand_over().fix().serve().on_the_day()

    def on_the_day(self) -> Self:
        """Go to the day of the hearing."""
        self.calendar.to(self.known["hearing_on"], "13:00")
        return self

    def hold(self, course: str = "held", by: str = "", **answers: Any) -> Self:
        """Record the hearing of its day."""
        day = datetime.fromisoformat(self.known["hearing_on"]).date()
        times = {"started_at": f"{day}T09:00", "ended_at": f"{day}T11:30"}
        said = HELD if course == "held" else FORFEITED
        return self.do("hold_hearing", by=by, hearing_course=course, **{**times, **said, **answers})

    def report(self) -> Self:
        """Write the report."""
        return self.do("write_report", **REPORT)
