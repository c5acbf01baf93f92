"""An office that worked through the doors breaks no promise."""

import pytest
from sqlalchemy import func, select

from tests.audit.planting import findings
from workflows import audit
from workflows.audit.lateness import SWEEP
from workflows.audit.verifying import CHECKS
from workflows.models import Case, ChainLink, Deadline


def test_weeks_of_work_break_no_promise(session):
    assert findings(session) == []


def test_the_weeks_of_work_hold_what_the_promises_speak_of(session):
    assert set(session.scalars(select(Deadline.ended))) == {None, "met", "fired", "cancelled"}
    assert set(session.scalars(select(Case.outcome))) >= {None, "GRANTED", "NOT_ACCEPTED", "LAPSED"}
    assert session.scalar(select(func.count()).select_from(ChainLink)) > 40


def test_every_promise_has_a_check():
    checked = frozenset[str]().union(*CHECKS.values())
    assert checked | {"B6.2"} == audit.PROMISES.keys()


def test_a_promise_that_is_not_checked_is_not_passed_over_in_silence(session):
    with pytest.raises(KeyError, match=r"B9\.9"):
        list(audit.verify(session, ["B9.9"]))


def test_deadlines_that_fired_weeks_late_are_reported(session):
    late = list(audit.late_firings(session))
    assert late
    assert all(one.by > SWEEP for one in late)
