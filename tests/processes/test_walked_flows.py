"""The check of the walks itself: a procedure without walks and a flow that nobody takes are named."""

from types import SimpleNamespace

import pytest

from tests.processes.walked_flows import FOLDER, SYSTEMS, FlowsWalked, drawn, gaps
from workflows.catalog import catalog

LEFT_OUT = ("service", "is_served__record_attempt_step")


def everything():
    return {system: set().union(*drawn().values()) for system in SYSTEMS}


def test_every_diagram_of_the_folder_is_judged():
    folders = {diagram.parent.name for diagram in (FOLDER.parents[1] / "workflows/processes").rglob("*.bpmn")}
    assert folders == set(drawn()) == set(catalog()) and all(drawn().values())


def test_when_all_is_walked_nothing_is_said():
    assert list(gaps(drawn(), everything())) == []


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_flow_that_nobody_takes_is_named_with_its_procedure_and_database(system):
    walked = everything()
    walked[system].remove(LEFT_OUT)
    assert list(gaps(drawn(), walked)) == [f"{LEFT_OUT[0]}: nobody takes {LEFT_OUT[1]} on {system}"]


def test_a_procedure_that_nobody_walks_is_named():
    walked = {
        system: {flow for flow in flows if flow[0] != "recheck"} for system, flows in everything().items()
    }
    assert list(gaps(drawn(), walked)) == [f"recheck: nobody walks it on {system}" for system in SYSTEMS]


@pytest.fixture
def ended(request):
    """A run in which two workers walked half each, ended before the check is asked."""
    config = SimpleNamespace(args=["tests"], option=SimpleNamespace(keyword=""))
    found = FlowsWalked(config)
    for system, flows in everything().items():
        told = {"walked": {system: [list(flow) for flow in flows]}, "every_walk": True}
        found.pytest_testnodedown(SimpleNamespace(workeroutput=told))
    return found


def finish(found):
    session = SimpleNamespace(exitstatus=pytest.ExitCode.OK)
    found.pytest_sessionfinish(session, pytest.ExitCode.OK)
    return session.exitstatus


def test_a_run_whose_workers_walked_everything_stays_green_and_counts_the_flows(ended):
    assert finish(ended) == pytest.ExitCode.OK
    assert f"service {len(catalog()['service'].process.flows)}" in ended.said[0]


def test_a_run_that_leaves_a_flow_out_ends_red(ended):
    ended.walked["postgresql"].remove(LEFT_OUT)
    assert finish(ended) == pytest.ExitCode.TESTS_FAILED and LEFT_OUT[1] in ended.said[0]


@pytest.mark.parametrize(
    ("keyword", "args"), [("hearing", ["tests"]), ("", ["tests/processes/test_hearing.py::x"])]
)
def test_a_run_of_a_part_is_not_judged(ended, keyword, args):
    ended.complete, ended.config = False, SimpleNamespace(args=args, option=SimpleNamespace(keyword=keyword))
    items = [SimpleNamespace(path=path) for path in FOLDER.glob("test_*.py")]
    ended.pytest_collection_finish(SimpleNamespace(items=items))
    assert not ended.complete
