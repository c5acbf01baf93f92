"""A database as the product uses it, for a test and for the worker programs that the test starts."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Engine, create_engine, event, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

Transaction = Callable[[], AbstractContextManager[Session]]


class OfTests(DeclarativeBase):
    """The tables of these tests."""


class Mark(OfTests):
    """What a job leaves behind, so that a test can count how often it ran."""

    __tablename__ = "mark"

    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str]


def opened(url: str) -> Engine:
    """Return an engine that begins SQLite's transactions as the product does."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _settle)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def transactions(engine: Engine) -> Transaction:
    """Return what the web application hands to the worker."""

    @contextmanager
    def begin() -> Iterator[Session]:
        with Session(engine) as session, session.begin():
            yield session

    return begin


def count(begin: Transaction, word: str) -> int:
    """Return how often this word was left behind."""
    with begin() as session:
        return session.scalar(select(func.count()).where(Mark.word == word)) or 0


def leave(begin: Transaction, word: str) -> None:
    with begin() as session:
        session.add(Mark(word=word))


def _settle(driver, _record) -> None:
    driver.isolation_level = None
    for setting in ("journal_mode = wal", "foreign_keys = 1", "busy_timeout = 30000"):
        driver.execute(f"PRAGMA {setting}")
