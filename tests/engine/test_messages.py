"""Messages from outside, alone or in a race with a clock."""

import pytest

from tests.engine.diagrams import Drawing, due, process_of, told
from tests.engine.driving import DUE, names, started, stored
from workflows.errors import MessageNotAwaited, NotPlainData


def race():
    """After an event-based gateway, whichever comes first: the answer or the end of the term."""
    drawing = (
        Drawing().start().node("eventBasedGateway", "g", "等").catch("m", "answer").user("read", "remind")
    )
    drawing.node("intermediateCatchEvent", "t", "届满", due("reply")).end().end("e2").path("start", "g")
    return process_of(drawing.path("g", "m", "read", "end").path("g", "t", "remind", "e2"))


def test_a_message_brings_its_content():
    process = process_of(
        Drawing().start().catch("m", "answer").user("a").end().path("start", "m", "a", "end")
    )
    run = stored(started(process), process)
    assert run.waiting_messages == {"answer"}
    run.tell("answer", {"text": "收到"})
    assert (names(run), run.waiting_messages) == (["a"], set())
    assert run.data == {"text": "收到"}


def test_a_message_may_interrupt_a_task():
    drawing = Drawing().start().user("a", "b").end().end("e2").path("start", "a", "end").path("m", "b", "e2")
    drawing.messages.append("withdrawal")
    drawing.node("boundaryEvent", "m", "撤回", told("withdrawal"), attachedToRef="a", cancelActivity="true")
    run = started(process_of(drawing))
    run.tell("withdrawal", {"reason": "改主意"})
    assert names(run) == ["b"]
    assert run.data["reason"] == "改主意"


def test_a_message_that_nobody_awaits_is_refused():
    run = started(race(), reply_due=DUE)
    with pytest.raises(MessageNotAwaited, match="greeting"):
        run.tell("greeting", {})


def test_a_message_with_more_than_plain_content_is_refused():
    run = started(race(), reply_due=DUE)
    with pytest.raises(NotPlainData, match="answer"):
        run.tell("answer", {"form": {"x": 1}})
    assert run.waiting_clocks == {"reply"}


def test_the_message_wins_the_race():
    run = stored(started(race(), reply_due=DUE), race())
    run.tell("answer", {"text": "收到"})
    assert (names(run), run.waiting_clocks) == (["read"], set())
    assert run.passed == [("p", "g_m"), ("p", "m_read")]


def test_the_clock_wins_the_race():
    run = stored(started(race(), reply_due=DUE), race())
    assert run.fire("reply")
    assert names(stored(run, race())) == ["remind"]
    assert run.passed == [("p", "g_t"), ("p", "t_remind")]
