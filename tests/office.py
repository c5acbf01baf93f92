"""A small bureau for tests: its sections and people, a penalty on record, and answers given through the door."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Engine, Integer, select
from sqlalchemy.orm import Session

from forms.choices import EntityKind, ImportState, Role
from tests.colleagues import Colleagues
from tests.databases import Transaction, transactions
from workflows import casework, clock
from workflows.background import put_on_record
from workflows.casework import Answer
from workflows.documents.bureau import bureau
from workflows.documents.papers import keep_paper
from workflows.models import (
    Attachment,
    BusinessEntity,
    Case,
    CreditRecord,
    Department,
    Document,
    ImportRun,
    Officer,
    PenaltyDecision,
    RoleGrant,
    Task,
)

APPLICATION = {
    "channel": "window",
    "contact_name": "王喆",
    "contact_phone": "13900001111",
    "delivery_address": "鸡西市鸡冠区中心大街1号",
    "electronic_consent": "true",
    "electronic_mode": "sms",
    "electronic_address": "13900001111",
    "performance": "罚款已缴清，标签已整改。",
}
VERIFIED = {
    "course": "done",
    "method": "on_paper",
    "started_at": "2026-11-23T09:00",
    "ended_at": "2026-11-23T10:30",
    "duties_performed": "true",
    "duties_findings": "经查缴款记录，罚款已于2026年3月10日缴清。",
    "harm_removed": "true",
    "harm_findings": "经核对整改报告，违法行为已经纠正。",
}
ENTITY_CODE = "91230300MA0000015G"
HANDED_OVER = {"serve", "publish_notice"}
FILE = b"%PDF-1.4\n"
_serial = count(1)


@dataclass(frozen=True)
class Page:
    """What a browser holds of an open task: which it is, the case as it was read, the key of the form."""

    task_id: UUID
    version: int
    key: UUID = field(default_factory=uuid4)


@dataclass
class Office(Colleagues):
    """The bureau on one database."""

    engine: Engine | Connection
    begin: Transaction = field(init=False)
    people: dict[str, int] = field(default_factory=dict)
    sections: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.begin = transactions(self.engine)
        if not self.people:
            self._found()

    def _found(self) -> None:
        """Found the bureau in one transaction: a bureau of its own is what most tests of pages begin with."""
        with self.begin() as session:
            self._open_section(session, "food", "食品流通安全监督管理科")
            for role in Role:
                self._take_on(session, role.value, [role], "food", {})

    def seen_through(self, connection: Connection) -> "Office":
        """Return this bureau as one transaction sees it, which nobody else does."""
        return Office(connection, people={**self.people}, sections={**self.sections})

    def section(self, code: str, name: str) -> int:
        with self.begin() as session:
            return self._open_section(session, code, name)

    def _open_section(self, session: Session, code: str, name: str) -> int:
        department = Department(code=code, name=name)
        session.add(department)
        session.flush()
        self.sections[code] = department.id
        return self.sections[code]

    def hire(self, username: str, *roles: Role, section: str = "food", **facts: Any) -> int:
        with self.begin() as session:
            return self._take_on(session, username, roles, section, facts)

    def _take_on(
        self, session: Session, username: str, roles: Iterable[Role], section: str, facts: dict[str, Any]
    ) -> int:
        officer = Officer(
            username=username,
            employee_number=f"N-{username}",
            name=facts.pop("name", username),
            password_hash="-",
            department_id=self.sections[section],
            certificate_number=facts.pop("certificate_number", f"2303{len(self.people):04}"),
            certificate_until=facts.pop("certificate_until", date(2030, 1, 1)),
            **facts,
        )
        session.add(officer)
        session.flush()
        session.add_all(RoleGrant(officer_id=officer.id, role=r, granted_at=clock.now()) for r in roles)
        self.people[username] = officer.id
        return officer.id

    def penalty(self, **facts: Any) -> int:
        """Put a penalty on record through the import's own way, and return the record's id."""
        with self.begin() as session:
            penalty = PenaltyDecision(
                entity_id=facts.pop("entity_id", None) or self._entity(session, ENTITY_CODE).id,
                import_run_id=self._run(session).id,
                **{**_decision(), **facts},
            )
            session.add(penalty)
            session.flush()
            put_on_record(session, [(penalty, True)])
            return session.scalars(select(CreditRecord.id).filter_by(penalty_id=penalty.id)).one()

    def party(self, province: str = "23") -> int:
        """Add a party of its own, registered in a province, and return its id."""
        with self.begin() as session:
            return self._entity(session, f"91{province}0300MA{next(_serial):07}X").id

    def _entity(self, session: Session, code: str) -> BusinessEntity:
        entity = session.scalars(select(BusinessEntity).filter_by(uscc=code)).one_or_none()
        if entity is None:
            entity = BusinessEntity(
                party_key=code,
                kind=EntityKind.ORGANISATION.value,
                name="鸡西市鸡冠区喆堃商贸有限公司",
                uscc=code,
                legal_representative="王喆",
                address="鸡西市鸡冠区中心大街1号",
                created_at=clock.now(),
                updated_at=clock.now(),
            )
            session.add(entity)
            session.flush()
        return entity

    def _run(self, session: Session) -> ImportRun:
        run = ImportRun(
            filename="x.csv",
            file_format="csv",
            sha256="0" * 64,
            state=ImportState.DONE,
            started_at=clock.now(),
            ended_at=clock.now(),
            **dict.fromkeys(("total", "done", "added", "updated", "unchanged", "refused"), 0),
        )
        session.add(run)
        session.flush()
        return run

    def file(self, username: str = "window") -> str:
        """Stage a file, and return its id as a form sends it."""
        with self.begin() as session:
            staged = Attachment(
                id=uuid4(),
                filename="凭证.pdf",
                media_type="application/pdf",
                size=len(FILE),
                sha256=sha256(FILE).hexdigest(),
                content=FILE,
                uploaded_by_id=self.people[username],
                uploaded_at=clock.now(),
            )
            session.add(staged)
            return str(staged.id)

    def apply(self, *records: int, username: str = "window", **facts: Any) -> UUID:
        """Open a repair case about each record, today, and return the id of the first."""
        return self.open("credit_repair", *records, username=username, **self.application(**facts))[0]

    def application(self, **facts: Any) -> dict[str, Any]:
        """Return a complete application of today, with these facts of its own."""
        received = {"received_on": str(clock.today()), "department": str(self.sections["food"])}
        return {**APPLICATION, **received, **facts}

    def open(
        self, process: str, *records: int, username: str = "window", key: UUID | None = None, **answers: Any
    ) -> list[UUID]:
        """Open a case of a procedure about each record."""
        with self.begin() as session:
            actor = casework.actor_of(session, self.people[username])
            return casework.open_cases(session, process, records, answers, actor, key or uuid4())

    def answer(self, username: str, case_id: UUID, task: str, **answers: Any) -> Answer:
        """Answer the case's open task of that name, as a page would; a colleague whom it names agrees first."""
        page = self.page(case_id, task)
        return self.once_agreed(username, case_id, lambda: self.submit(username, page, answers))

    def page(self, case_id: UUID, task: str) -> "Page":
        """Open the page of a case's task; of several of that name the one that waits longest.

        Whoever is about to hand a paper over has it in his hands, as the worker printed it.
        """
        if task in HANDED_OVER:
            self.print_papers(case_id)
        with self.begin() as session:
            found = select(Task.id, Case.version).join(Case).where(Task.case_id == case_id, Task.name == task)
            task_id, version = session.execute(found.order_by(Task.opened_at)).first() or (uuid4(), 0)
        return Page(task_id, version)

    def print_papers(self, case_id: UUID) -> None:
        """Keep a file for each paper of a case that has none, without printing it."""
        with self.begin() as session:
            of_case = select(Document.id).where(Document.case_id == case_id)
            for document_id in session.scalars(of_case).all():
                keep_paper(session, document_id, b"%PDF-1.7 as if printed")

    def submit(self, username: str, page: "Page", answers: Mapping[str, Any]) -> Answer:
        """Send a page off, as often as it is sent with the same key."""
        with self.begin() as session:
            actor = casework.actor_of(session, self.people[username])
            return casework.complete_task(session, page.task_id, answers, actor, page.key, page.version)

    def wake(self, case_id: UUID) -> int:
        """Let the worker look at a case, and return how many deadlines fired."""
        with self.begin() as session:
            return casework.wake(session, case_id)

    def serve(self, case_id: UUID, **answers: Any) -> Answer:
        """Serve the document that waits longest, in person, today, as whoever serves papers in that case."""
        with self.begin() as session:
            found = select(Task.role).where(Task.case_id == case_id, Task.name == "serve")
            server = session.scalars(found.order_by(Task.opened_at)).first() or "window"
        return self.answer(server, case_id, "serve", **self.served(server, **answers))

    def served(self, by: str = "window", /, **answers: Any) -> dict[str, Any]:
        """Return the answers that tell of a service today, in person, with its proof."""
        answers = {"mode": "direct", "served": "true", "happened_on": str(clock.today()), **answers}
        proof = {"receiver": "王喆", "proof_files": [self.file(by)]} if answers["served"] == "true" else {}
        return {**proof, **answers}

    def waits(self, case_id: UUID) -> list[str]:
        """Return the names of the open tasks of a case."""
        with self.begin() as session:
            return sorted(session.scalars(select(Task.name).where(Task.case_id == case_id)))

    def all(self, table: type, **facts: Any) -> list[Any]:
        """Return rows of a table, loaded and let go; where they have numbers, in the order of these."""
        numbered = [one for one in table.__table__.primary_key if isinstance(one.type, Integer)]
        with self.begin() as session:
            rows = session.scalars(select(table).filter_by(**facts).order_by(*numbered)).all()
            session.expunge_all()
            return list(rows)

    def one(self, table: type, **facts: Any) -> Any:
        [row] = self.all(table, **facts)
        return row


def _decision() -> dict[str, Any]:
    return {
        "document_number": f"鸡市监处罚〔2026〕{next(_serial)}号",
        "violation_type": "销售标签不符合规定的食品",
        "facts": "当事人销售的食品标签没有标明生产日期。",
        "basis": "《中华人民共和国食品安全法》",
        "kinds": "罚款;没收违法所得、没收非法财物",
        "content": "罚款二十万元，没收违法所得。",
        "fine": Decimal(200_000),
        "confiscation": Decimal(1_000),
        "decided_on": date(2026, 3, 2),
        "effective_until": date(2099, 12, 31),
        "authority": bureau().name,
        "authority_code": bureau().uscc,
        "source_unit": bureau().name,
        "source_unit_code": bureau().uscc,
        "row_digest": "0" * 64,
    }
