"""What is stored is exactly what comes back, or it does not come back at all."""

from importlib.metadata import version

import orjson
import pytest

from tests.engine.diagrams import Drawing, process_of
from tests.engine.driving import DUE, NotingHands, finish, names, started, stored, task_named
from tests.engine.models import CALLING, REVIEW
from workflows import keyring
from workflows.engine import Run, codec, process_from_source, state
from workflows.errors import BrokenState, StateOfLaterRelease

DRAWING = Drawing().start().user("a", "b").end().path("start", "a", "b", "end")
OTHER = Drawing().start().user("a", "b", "c").end().path("start", "a", "b", "c", "end")
VALUES = {
    "text": "文",
    "n": 3,
    "part": 0.1,
    "yes": True,
    "none": None,
    "list": ["乙", "甲"],
    "big": 2**62,
    "empty": [],
}


def restored(process, blob):
    return Run.restore(process, blob, NotingHands())


def test_every_plain_value_comes_back_as_it_was():
    process = process_of(DRAWING)
    run = stored(
        finish(started(process, **VALUES), "a", **{f"{key}2": value for key, value in VALUES.items()}),
        process,
    )
    facts = run.data
    assert facts == VALUES | {f"{key}2": value for key, value in VALUES.items()}
    assert [type(facts[key]) for key in VALUES] == [type(value) for value in VALUES.values()]


def test_the_ids_of_open_tasks_stay():
    process = process_of(DRAWING)
    run = started(process)
    assert stored(run, process).open_tasks == run.open_tasks


def test_a_field_named_like_the_librarys_own_words_is_only_a_field():
    process = process_of(DRAWING)
    odd = {"typename": "UUID", "value": "0", "__builtins__": "x", "data_objects": "y", "self": "z"}
    run = stored(finish(stored(started(process), process), "a", **odd | {"self_": 1}), process)
    assert run.data == odd | {"self_": 1}


@pytest.mark.parametrize(
    "place", [0, 5, len(state.VERSION), len(state.VERSION) + 31, len(state.VERSION) + 32, -1]
)
def test_a_state_with_one_changed_byte_is_refused(place):
    process = process_of(DRAWING)
    blob = bytearray(started(process).save())
    blob[place] ^= 1
    with pytest.raises(BrokenState):
        restored(process, bytes(blob))


@pytest.mark.parametrize("length", [0, 10, len(state.VERSION), len(state.VERSION) + 32])
def test_a_state_cut_short_is_refused(length):
    process = process_of(DRAWING)
    with pytest.raises(BrokenState):
        restored(process, started(process).save()[:length])


def test_a_state_belongs_to_its_diagram():
    with pytest.raises(BrokenState):
        restored(process_of(OTHER), started(process_of(DRAWING)).save())


def test_a_state_of_one_case_is_no_state_of_another():
    process = process_of(DRAWING)
    blob = started(process).save("one case")
    assert Run.restore(process, blob, NotingHands(), "one case").open_tasks
    with pytest.raises(BrokenState):
        Run.restore(process, blob, NotingHands(), "another case")


def test_a_state_sealed_with_another_secret_is_refused():
    process = process_of(DRAWING)
    blob = started(process).save()
    keyring.use("another secret")
    with pytest.raises(BrokenState):
        restored(process, blob)


def test_nothing_is_parsed_before_the_seal_is_proved(monkeypatch):
    process = process_of(DRAWING)
    forged = state.VERSION + bytes(32) + orjson.dumps([])
    monkeypatch.setattr(codec.orjson, "loads", lambda body: pytest.fail("parsed a forged state"))
    with pytest.raises(BrokenState):
        restored(process, forged)


def test_the_format_names_the_librarys_version():
    assert f"SpiffWorkflow {version('SpiffWorkflow')}".encode() in state.VERSION


def test_a_state_that_names_an_unknown_task_is_broken():
    process, other = process_of(DRAWING), process_of(OTHER)
    body = state.unseal(finish(started(other), "a").save(), other.digest, "")
    with pytest.raises(BrokenState):
        restored(process, state.seal(body, process.digest, ""))


def test_a_case_goes_on_in_a_process_that_parses_the_diagram_anew():
    body = (
        "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>members</bpmn:loopDataInputRef>"
        '<bpmn:inputDataItem id="member" name="member" /></bpmn:multiInstanceLoopCharacteristics>'
    )
    drawing = Drawing().start().user("v", body=body).user("w").end().path("start", "v", "w", "end")
    source = process_of(drawing).source
    run = started(process_from_source(source), members=["甲", "乙"])
    for _ in range(2):
        blob = finish(run, "v").save()
        process_from_source.cache_clear()
        run = restored(process_from_source(source), blob)
    assert names(run) == ["w"]


def test_a_case_goes_on_under_the_diagram_it_was_opened_with():
    old = process_of(DRAWING)
    blob, source = finish(started(old), "a").save(), old.source
    assert process_of(OTHER).digest != old.digest
    assert finish(restored(process_from_source(source), blob), "b").finished


def test_a_finished_case_can_be_stored_and_read():
    process = process_of(DRAWING)
    run = stored(finish(finish(started(process, n=1), "a"), "b", outcome="granted"), process)
    assert run.finished
    assert run.data == {"n": 1, "outcome": "granted"}
    assert run.open_tasks == []


def test_a_stored_case_is_small():
    process = process_of(CALLING, REVIEW)
    facts = {"again": False, "more": False, "reply_due": DUE, "whole_due": DUE}
    run = finish(started(process, **facts), "a")
    assert len(run.save()) < 3_000
    assert task_named(run, "opine").process_key == "review"


def written_by(version: bytes, process, body: bytes) -> bytes:
    """A state as a release wrote it whose format was of this version."""
    return version + state._mac(version, body, process.digest, "") + body


def test_a_state_of_an_earlier_format_is_brought_on_step_by_step(monkeypatch):
    process = process_of(DRAWING)
    body = state.unseal(finish(started(process, n=1), "a").save(), process.digest, "")
    first, second = b"case state 0, a\n", b"case state 0, b\n"
    chain = {
        first: (second, lambda body: body.replace(b"old-word", b"n")),
        second: (state.VERSION, lambda body: body.removeprefix(b"#")),
    }
    monkeypatch.setattr(state, "EARLIER", chain)
    blob = written_by(first, process, b"#" + body.replace(b'"n"', b'"old-word"'))
    run = restored(process, blob)
    assert (run.data, [task.name for task in run.open_tasks]) == ({"n": 1}, ["b"])
    assert run.save().startswith(state.VERSION)


def test_a_state_of_an_earlier_format_is_not_changed_before_its_seal_is_proved(monkeypatch):
    process, first = process_of(DRAWING), b"case state 0, a\n"
    monkeypatch.setattr(state, "EARLIER", {first: (state.VERSION, lambda body: pytest.fail("read"))})
    with pytest.raises(BrokenState):
        restored(process, first + bytes(32) + b"[]")


def test_a_state_of_a_later_release_is_refused_and_says_so():
    process = process_of(DRAWING)
    with pytest.raises(StateOfLaterRelease, match="更新的版本"):
        restored(process, written_by(b"case state 2, SpiffWorkflow 3.2.0\n", process, b"[]"))


def test_a_state_of_an_earlier_format_that_nobody_brings_on_is_refused():
    process = process_of(DRAWING)
    with pytest.raises(BrokenState):
        restored(process, written_by(b"case state 0, a\n", process, b"[]"))
