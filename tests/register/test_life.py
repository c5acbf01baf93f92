"""The life of a record: which event may follow which state, and what each leaves."""

import pytest

from forms.choices import RecordState
from workflows.errors import RecordNotInState
from workflows.models import CreditRecord
from workflows.register.life import LIFE, after, turn

EVENTS = sorted({event for _, event in LIFE})
STATES = [None, *RecordState]


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_leads_on_from_the_states_of_the_table_and_is_refused_from_every_other(event):
    for state in STATES:
        if (state, event) in LIFE:
            assert after(state, event) is LIFE[state, event]
        else:
            with pytest.raises(RecordNotInState):
                after(state, event)


def test_a_repaired_or_expired_record_is_not_repaired_again():
    for state in (RecordState.REPAIRED, RecordState.EXPIRED, RecordState.WITHDRAWN, RecordState.RECORDED):
        with pytest.raises(RecordNotInState, match=state.label):
            after(state, "grant_repair")


def test_a_record_that_ends_bears_the_day_of_its_end_and_one_that_is_shown_again_does_not(calendar):
    record = CreditRecord(state=RecordState.PUBLISHED)
    assert turn(record, "grant_repair", calendar.days_ago(0)) is RecordState.REPAIRED
    assert str(record.ended_on) == "2026-11-23"
    turn(record, "revoke_repair", calendar.days_ago(0))
    assert record.state is RecordState.PUBLISHED and record.ended_on is None


def test_a_state_is_shown_ended_or_neither_but_never_both():
    assert [state for state in RecordState if state.is_shown and state.is_ended] == []
    assert [state for state in RecordState if not state.is_shown and not state.is_ended] == [
        RecordState.RECORDED
    ]
