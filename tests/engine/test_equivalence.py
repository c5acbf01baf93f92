"""Random walks prove that codec, pruning, joins and flat scans change nothing that a case can see."""

import random

import pytest
from SpiffWorkflow.util.task import TaskState

from tests.engine.diagrams import process_of
from tests.engine.driving import DUE, started, stored
from tests.engine.models import CLOCKS, DECIDERS, LOOPS, MODELS, QUESTIONS
from tests.engine.plain_library import PlainRun, facts_of, first

FACTS = {f"{clock}_due": DUE for clock in CLOCKS} | dict.fromkeys(QUESTIONS, True) | {"people": ["甲", "乙"]}
STEPS = 25


class OurRun:
    """Our own run as the walks see it; goes through the store at every step unless told not to."""

    def __init__(self, drawings, *, storing=True):
        self.process, self.storing = process_of(*drawings), storing
        self.run = started(self.process, **FACTS)
        self.walked = set(self.run.passed)

    def finish(self, name, answers):
        self.run.complete(first(name, self.ready()).id, answers)
        self._rest()

    def fire(self, clock):
        fired = self.run.fire(clock)
        self._rest()
        return fired

    def _rest(self):
        self.walked |= set(self.run.passed)
        self.run = stored(self.run, self.process) if self.storing else self.run

    def ready(self):
        return [task for task in self.run._tasks(TaskState.READY) if task.task_spec.manual]

    def seen(self):
        tasks = sorted((task.task_spec.name, facts_of(task)) for task in self.ready())
        return tasks, self.run.waiting_clocks, self.run.finished

    @property
    def data(self):
        return self.run.data


def walk(seed, one, other, deciders):
    """Lead both through the same random life; at every rest they must look the same."""
    luck = random.Random(seed)  # noqa: S311  # a walk that can be repeated, no secret
    assert one.seen() == other.seen()
    for step in range(STEPS):
        tasks, clocks, _ = one.seen()
        choices = [("finish", name) for name, _ in tasks] + [("fire", clock) for clock in sorted(clocks)]
        if not choices:
            break
        deed, name = luck.choice(choices)
        answers = {question: luck.random() < 0.6 for question in deciders.get(name, ())}
        answers[f"{name}{step}"] = step
        given = (name, answers) if deed == "finish" else (name,)
        assert getattr(one, deed)(*given) == getattr(other, deed)(*given)
        assert one.seen() == other.seen(), (seed, step, deed, name)
    return step


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("seed", range(25))
def test_our_engine_and_the_plain_library_live_the_same_lives(model, seed):
    ours, plain = OurRun(MODELS[model]), PlainRun(MODELS[model], FACTS)
    walk(seed, ours, plain, DECIDERS[ours.process.key])
    if ours.run.finished:
        new = {key: value for key, value in ours.data.items() if key not in QUESTIONS}
        assert new == {key: value for key, value in plain.data.items() if key not in QUESTIONS}


@pytest.mark.parametrize("model", [*MODELS.values(), *LOOPS.values()], ids=lambda drawings: drawings[0].key)
@pytest.mark.parametrize("seed", range(10))
def test_storing_a_case_at_every_rest_changes_nothing(model, seed):
    kept, live = OurRun(model), OurRun(model, storing=False)
    walk(seed, kept, live, DECIDERS[kept.process.key])
    if kept.run.finished:
        assert kept.data == live.data


@pytest.mark.parametrize("model", [*MODELS.values(), *LOOPS.values()], ids=lambda drawings: drawings[0].key)
def test_the_walks_leave_no_flow_out(model):
    walked = set()
    for seed in range(25):
        one, other = OurRun(model), OurRun(model, storing=False)
        walk(seed, one, other, DECIDERS[one.process.key])
        walked |= one.walked
    assert walked == frozenset().union(*(process_of(drawing, *model).flows for drawing in model))


def test_the_comparison_notices_an_engine_that_loses_a_task():
    ours, plain = OurRun(MODELS["parallel"]), PlainRun(MODELS["parallel"], FACTS)
    plain.ready()[0].cancel()
    with pytest.raises(AssertionError):
        walk(1, ours, plain, DECIDERS["par"])
