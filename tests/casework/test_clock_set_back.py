"""A step earlier than the case's last is refused: by a person's answer, and by the sweep."""

import pytest
from sqlalchemy import event

from tests.processes.repair import Repair
from workflows import background, clock
from workflows.casework.due import fire_due, locked_case
from workflows.errors import ClockSetBack
from workflows.jobs import Work, alarm_of_clock
from workflows.jobs.watching import look_at_clock
from workflows.models import CaseStep, Trouble


@pytest.fixture
def case(office, calendar):
    return Repair(office, calendar)


def test_an_answer_before_the_last_step_is_refused_and_nothing_is_kept(office, case, calendar):
    calendar.to("2026-11-23", "09:59")
    with pytest.raises(ClockSetBack, match="2026-11-23 10:00:00"):
        case.do("formal_check", materials="complete")
    assert len(office.all(CaseStep)) == 1
    calendar.to("2026-11-23", "10:00")
    case.do("formal_check", materials="complete")


def test_a_wake_before_the_last_step_is_refused(office, case, calendar):
    calendar.to("2026-11-22")
    with pytest.raises(ClockSetBack):
        office.wake(case.id)


def test_whether_the_clock_was_set_back_is_asked_with_what_is_read_anyway(office, case):
    statements: list[str] = []

    def note(*call):
        statements.append(call[2])

    with office.begin() as session:
        locked = locked_case(session, case.id)
        event.listen(office.engine, "before_cursor_execute", note)
        fire_due(session, locked, clock.now())
        event.remove(office.engine, "before_cursor_execute", note)
    assert len(statements) == 1


def test_what_only_reads_waits_for_no_writer(office, case):
    def refuse():
        raise AssertionError("a job that reads asked for a transaction that writes")

    background.sweep_deadlines(Work(refuse, "test", office.begin))
    look_at_clock(Work(refuse, "test", office.begin))


def test_the_alarm_is_one_task_for_a_person_that_looks_at_the_clock_again(office, case, calendar):
    calendar.to("2026-11-22")
    for _ in range(2):
        with office.begin() as session:
            alarm_of_clock(session, ClockSetBack())
    assert [trouble.title for trouble in office.all(Trouble)] == ["时钟早于已有记录"]
    with pytest.raises(ClockSetBack):
        look_at_clock(Work(office.begin, "test"))
    calendar.to("2026-11-23")
    look_at_clock(Work(office.begin, "test"))
