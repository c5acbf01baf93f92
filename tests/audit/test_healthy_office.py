"""An office that worked through the doors breaks no promise."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.audit.conftest import findings
from workflows import audit
from workflows.audit.verifying import CHECKS
from workflows.models import Case, ChainLink, Deadline


def test_weeks_of_work_break_no_promise(engine):
    assert findings(engine) == []


def test_the_weeks_of_work_hold_what_the_promises_speak_of(engine):
    with Session(engine) as session:
        ends = set(session.scalars(select(Deadline.ended)))
        outcomes = set(session.scalars(select(Case.outcome)))
        links = session.scalar(select(func.count()).select_from(ChainLink))
    assert ends == {None, "met", "fired", "cancelled"}
    assert outcomes >= {None, "GRANTED", "NOT_ACCEPTED", "LAPSED"}
    assert links > 40


def test_every_promise_has_a_check(engine):
    checked = frozenset[str]().union(*CHECKS.values())
    assert checked | {"B6.2"} == audit.PROMISES.keys()


def test_a_promise_that_is_not_checked_is_not_passed_over_in_silence(engine):
    with Session(engine) as session, pytest.raises(KeyError, match=r"B9\.9"):
        list(audit.verify(session, ["B9.9"]))


def test_deadlines_that_fired_weeks_late_are_reported(engine):
    with Session(engine) as session:
        late = list(audit.late_firings(session))
    assert late and all(one.by > audit.lateness.SWEEP for one in late)
