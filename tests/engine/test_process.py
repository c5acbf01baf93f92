"""Procedures are found by folder, read safely, and known by a digest of what they are drawn as."""

import pytest

from tests.engine.diagrams import Drawing, process_of, write
from tests.engine.models import CALLING, REVIEW
from workflows.engine import faults, load_processes, process_from_source
from workflows.errors import DiagramRefused

SIMPLE = Drawing("simple", "简单流程").start().user("a").end().path("start", "a", "end")
BOMB = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">'
    '<bpmn:process id="simple"><bpmn:documentation>&b;</bpmn:documentation></bpmn:process></bpmn:definitions>'
)
THIEF = BOMB.replace("[<", '[<!ENTITY c SYSTEM "file:///etc/passwd"><', 1).replace("&b;<", "&c;<")


def loaded_text(folder, text, key="simple"):
    (folder / key).mkdir()
    (folder / key / "process.bpmn").write_text(text, encoding="utf-8")
    return load_processes(folder)


def test_every_folder_with_a_diagram_is_a_procedure(tmp_path):
    processes = load_processes(write(tmp_path, SIMPLE, CALLING, REVIEW))
    assert {key: process.title for key, process in processes.items()} == {
        "simple": "简单流程",
        "calling": "小流程",
        "review": "小流程",
    }


def test_a_procedure_lists_what_stands_in_its_own_diagram():
    drawing = (
        Drawing("all")
        .start()
        .user("a")
        .step("s", "grant", record="n")
        .table("d", "tier")
        .call("c", "review")
        .timer("t", "a", "reply")
        .end()
        .end("e2")
        .path("start", "a", "s", "d", "c", "end")
        .path("t", "e2")
    )
    process = process_of(drawing, REVIEW)
    assert list(process.user_tasks) == ["a"]
    assert process.user_tasks["a"].lane == "承办人"
    assert process.operations == {"grant": {"record"}}
    assert (process.tables, process.clocks) == ({"tier"}, {"reply"})
    assert ("all", "a_s") in process.flows and len(process.flows) == 6


def test_the_digest_does_not_depend_on_how_the_file_is_written(tmp_path):
    text = (
        SIMPLE.xml()
        .replace('name="办理a"', "name='办理a'")
        .replace("<bpmn:definitions", "<bpmn:definitions  ")
    )
    assert (
        loaded_text(tmp_path, f"<!-- 说明 -->{text}")["simple"].digest
        == process_of_file(tmp_path / "other").digest
    )


def process_of_file(folder):
    folder.mkdir()
    return load_processes(write(folder, SIMPLE))["simple"]


def test_the_digest_covers_the_procedures_that_are_called(tmp_path):
    first = load_processes(write(tmp_path, CALLING, REVIEW))
    path = tmp_path / "review" / "process.bpmn"
    path.write_text(path.read_text(encoding="utf-8").replace("办理opine", "提出意见"), encoding="utf-8")
    second = load_processes(tmp_path)
    assert first["calling"].digest != second["calling"].digest
    assert first["review"].digest != second["review"].digest


def test_a_stored_bundle_is_the_same_procedure(tmp_path):
    process = load_processes(write(tmp_path, CALLING, REVIEW))["calling"]
    process_from_source.cache_clear()
    again = process_from_source(process.source)
    assert (again.digest, again.key, set(again.called)) == (process.digest, "calling", {"review"})
    assert again is not process


def test_a_bundle_is_parsed_once():
    process = process_of(SIMPLE)
    assert process_from_source(bytes(bytearray(process.source))) is process


def test_the_diagram_can_be_shown():
    assert "BPMNShape" in process_of(SIMPLE).diagram


@pytest.mark.parametrize("text", [BOMB, THIEF])
def test_a_file_with_a_doctype_is_refused(tmp_path, text):
    with pytest.raises(DiagramRefused, match="DOCTYPE"):
        loaded_text(tmp_path, text)


def test_a_file_that_is_no_xml_is_refused(tmp_path):
    with pytest.raises(DiagramRefused, match="XML"):
        loaded_text(tmp_path, "<bpmn:definitions")


def test_a_huge_file_is_refused(tmp_path):
    with pytest.raises(DiagramRefused, match="过大"):
        loaded_text(tmp_path, SIMPLE.xml() + " " * 4_000_000)


def test_a_procedure_is_named_like_its_folder(tmp_path):
    with pytest.raises(DiagramRefused, match="同名"):
        loaded_text(tmp_path, SIMPLE.xml(), key="another")


def test_a_file_holds_one_procedure(tmp_path):
    empty = '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" />'
    with pytest.raises(DiagramRefused, match="只有一个流程"):
        loaded_text(tmp_path, empty)


def test_a_call_to_an_unknown_procedure_is_refused(tmp_path):
    with pytest.raises(DiagramRefused, match="calling：调用了没有的流程 review"):
        load_processes(write(tmp_path, CALLING))


def test_a_diagram_that_the_engine_cannot_read_is_refused_with_its_faults(tmp_path):
    drawing = Drawing("simple").start().node("complexGateway", "g", "难").end().path("start", "g", "end")
    with pytest.raises(DiagramRefused, match="g“难”不能使用 complexGateway"):
        faults(load_processes(write(tmp_path, drawing))["simple"])


def test_a_procedure_that_several_call_is_parsed_once(tmp_path):
    again = Drawing("again").start().node("callActivity", "ask", "询问", calledElement="review").end()
    processes = load_processes(write(tmp_path, CALLING, again.path("start", "ask", "end"), REVIEW))
    called = processes["calling"].called["review"]
    assert called is processes["again"].called["review"] is processes["review"].spec
