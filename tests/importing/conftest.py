"""An empty database of each kind, and an office that imports files into it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.orm import Session

from forms.choices import ImportKind
from tests.conftest import begin_chain
from tests.postgres_server import running_postgresql
from workflows import keyring
from workflows.importing import Limits, advance, begin, open_file, rejects_file, unpacking
from workflows.models import Base, ChainHead, ImportReject, ImportRun, PartyChange, PenaltyDecision
from workflows.register.sealing_session import SealingSession
from workflows.sheets.reading import read

SMALL = Limits(part=4)
OF_THE_RUN = ("import_run", "witness", "chain_link", "chain_head")
"""Where a run leaves itself, whatever comes of its rows."""


class Office:
    """Imports files part by part, each part in a transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.recorded: list[tuple[str, bool]] = []
        self.changes: list[PartyChange] = []

    def take_in(self, content: bytes, name: str = "处罚.csv", kind: ImportKind = ImportKind.PENALTIES) -> int:
        """Take a file in and read it apart, so that its first part may be imported."""
        run_id = self.receive(content, name, kind)
        self.open_file(run_id)
        return run_id

    def receive(self, content: bytes, name: str = "处罚.csv", kind: ImportKind = ImportKind.PENALTIES) -> int:
        with SealingSession(self.engine) as session, session.begin():
            return begin(session, name, content, None, SMALL, kind).id

    def open_file(self, run_id: int) -> None:
        open_file(self.begin, run_id, SMALL)

    @contextmanager
    def begin(self) -> Iterator[Session]:
        with SealingSession(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def import_part(self, run_id: int) -> bool:
        with SealingSession(self.engine) as session, session.begin():
            return advance(session, run_id, self.record, SMALL)

    def import_file(
        self, content: bytes, name: str = "处罚.csv", kind: ImportKind = ImportKind.PENALTIES
    ) -> ImportRun:
        run_id = self.take_in(content, name, kind)
        while self.import_part(run_id):
            pass
        return self.run(run_id)

    def record(
        self, session: Session, decisions: list[tuple[PenaltyDecision, bool]], changes: list[PartyChange]
    ) -> None:
        assert all(decision.id for decision, _ in decisions)
        self.changes += changes
        self.recorded += [(decision.document_number, is_new) for decision, is_new in decisions]

    def run(self, run_id: int) -> ImportRun:
        with SealingSession(self.engine) as session:
            return session.get_one(ImportRun, run_id)

    def rejects(self, run_id: int) -> tuple[str, str, bytes]:
        with SealingSession(self.engine) as session:
            file = rejects_file(session, run_id)
            return file.filename, file.media_type, b"".join(file.pieces)

    def faults(self, run_id: int) -> list[str]:
        asked = select(ImportReject.faults).where(ImportReject.run_id == run_id).order_by(ImportReject.line)
        with SealingSession(self.engine) as session:
            return list(session.scalars(asked))

    def dump(self, *without: str) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row of every table but those named."""
        tables = [table for table in Base.metadata.sorted_tables if table.name not in without]
        with self.engine.connect() as connection:
            return {
                table.name: sorted(map(tuple, connection.execute(table.select())), key=repr)
                for table in tables
            }


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process: a child for each would cost more than all the rest; it has tests of its own."""
    monkeypatch.setattr(unpacking, "read_apart", read)


@pytest.fixture(autouse=True)
def _secret() -> None:
    keyring.use("a-secret-for-the-tests-of-importing-only")


@pytest.fixture(scope="session")
def server() -> Iterator[Engine]:
    with running_postgresql() as url:
        engine = create_engine(url)
        Base.metadata.create_all(engine)
        yield engine
        engine.dispose()


@pytest.fixture
def postgresql(server: Engine) -> Iterator[Engine]:
    yield server
    tables = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    with server.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
        begin_chain(ChainHead.__table__, connection)


@pytest.fixture
def sqlite() -> Iterator[Engine]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


@pytest.fixture
def office(engine: Engine) -> Office:
    return Office(engine)
