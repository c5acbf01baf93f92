"""The way a case took is noted flow by flow, so that tests can show that every flow has been walked."""

from tests.engine.diagrams import Drawing, process_of
from tests.engine.driving import DUE, finish, started, stored
from tests.engine.models import CALLING, PARALLEL, REVIEW


def ends(run):
    return [flow for _, flow in run.passed]


def test_only_the_way_that_was_taken_is_noted():
    drawing = Drawing().start().question("x").user("a", "b").end().end("e2").path("start", "x")
    process = process_of(drawing.choice("x", "a", "yes").otherwise("x", "b").path("a", "end").path("b", "e2"))
    run = started(process, yes=False)
    assert ends(run) == ["start_x", "x_b"]
    assert ends(finish(run, "b")) == ["start_x", "x_b", "b_e2"]


def test_the_way_is_noted_from_the_last_restore_on():
    process = process_of(PARALLEL)
    run = stored(started(process, again=False, branch_due=DUE), process)
    assert run.passed == []
    assert ends(finish(run, "w")) == ["w_y", "y_s", "s_a", "s_b", "s_d"]


def test_each_branch_notes_its_way_into_the_join():
    process = process_of(PARALLEL)
    run = finish(started(process, again=False, branch_due=DUE, after_due=DUE), "w")
    before = len(run.passed)
    assert ends(finish(finish(finish(run, "d"), "a"), "b"))[before:] == [
        "d_k",
        "k_j",
        "a_j",
        "b_j",
        "j_n",
        "n_c",
    ]


def test_a_loop_is_noted_each_time():
    drawing = Drawing().start().merge("m").user("a").question("x").end().path("start", "m", "a", "x")
    process = process_of(drawing.choice("x", "m", "again").otherwise("x", "end"))
    run = finish(finish(started(process), "a", again=True), "a", again=False)
    assert ends(run) == ["start_m", "m_a", "a_x", "x_m", "m_a", "a_x", "x_end"]


def test_a_task_that_was_taken_back_was_not_left():
    process = process_of(CALLING, REVIEW)
    run = finish(started(process, reply_due=DUE, whole_due=DUE), "a")
    run.fire("whole")
    assert run.passed[-1] == ("calling", "t_lapse")
    assert ("calling", "c_x") not in run.passed
    assert not any(flow.startswith("opine") for _, flow in run.passed)


def test_a_few_lives_walk_every_flow_of_a_procedure_and_of_the_one_it_calls():
    process, walked = process_of(CALLING, REVIEW), set()
    run = started(process, reply_due=DUE, whole_due=DUE)
    for deed in (
        "a",
        "reply",
        "opine!",
        "opine",
        "urge",
        "sign",
        "a",
        "opine",
        "sign!",
        "a",
        "whole",
        "lapse",
    ):
        name, again = deed.rstrip("!"), deed.endswith("!")
        run.fire(name) if name in ("reply", "whole") else finish(
            run, name, again=again, more=deed == "sign" or again
        )
        walked |= set(run.passed)
        run = stored(run, process)
    other = started(process, reply_due=DUE, whole_due=DUE)
    for name in ("a", "opine", "sign"):
        walked |= set(finish(other, name, again=False, more=False).passed)
    assert walked == process.flows | process_of(REVIEW).flows
