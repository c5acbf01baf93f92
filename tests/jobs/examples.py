"""Jobs for the tests, registered as the product registers its own."""

import time
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.jobs.database import Mark
from workflows.errors import CaseworkError
from workflows.jobs import Work, job, then

PATIENCE = 30  # seconds


class PrinterAway(CaseworkError):
    """打印机没有接通。"""


@job("note", title="记一笔")
def note(work: Work, word: str) -> None:
    with work.transaction() as session:
        session.add(Mark(word=word))


@job("in_two_steps", title="分两步办")
def begin_in_two_steps(work: Work, word: str) -> None:
    note(work, f"{word}: first step")


@then("in_two_steps")
def end_in_two_steps(work: Work, word: str) -> None:
    """Wait in the middle of the second step until the test lets it go on."""
    note(work, f"{word}: in the middle")
    wait_for(work, f"{word}: go on")
    note(work, f"{word}: second step")


@job("print_when_mended", title="打印", attempts=3, pause_seconds=0.05)
def print_when_mended(work: Work, word: str) -> None:
    note(work, f"{word}: tried")
    if not left(work, f"{word}: mended"):
        raise PrinterAway
    note(work, f"{word}: printed")


@job("deliver_after_step", title="先记后送", attempts=2, pause_seconds=0.05)
def first_note(work: Work, word: str) -> None:
    note(work, f"{word}: noted")


@then("deliver_after_step")
def then_fail(work: Work, word: str) -> None:
    if not left(work, f"{word}: mended"):
        raise ZeroDivisionError(word)


cases: dict[str, UUID] = {}


def case_of(session: Session, word: str) -> UUID:
    return cases[word]


@job("fail_for_a_case", title="办案件的事", attempts=1, case_of=case_of)
def fail_for_a_case(work: Work, word: str) -> None:
    raise PrinterAway


@job("each_tick", title="每秒一次")
def each_tick(work: Work) -> None:
    note(work, work.key)


def left(work: Work, word: str) -> bool:
    with work.transaction() as session:
        return session.scalar(select(Mark.id).where(Mark.word == word)) is not None


def wait_for(work: Work, word: str) -> None:
    give_up = time.monotonic() + PATIENCE
    while not left(work, word) and time.monotonic() < give_up:
        time.sleep(0.05)
