"""Drives runs through the tests: hands that only note what they are asked, and words for the next step."""

from workflows.engine import Run

DUE = "2026-12-01T00:00:00+08:00"


class NotingHands:
    """Answers each operation and table with what the test laid ready, and notes who asked for what."""

    def __init__(self, **answers):
        self.answers, self.asked = answers, []

    def call(self, process_key, operation, parameters):
        self.asked.append((process_key, operation, dict(parameters)))
        return self._answer(operation)

    def decide(self, process_key, table, facts):
        self.asked.append((process_key, table, dict(facts)))
        return self._answer(table)

    def _answer(self, name):
        answer = self.answers.get(name, {})
        if isinstance(answer, Exception):
            raise answer
        return answer


def started(process, hands=None, **facts):
    return Run.start(process, facts, hands or NotingHands())


def names(run):
    return sorted(task.name for task in run.open_tasks)


def task_named(run, name):
    return next(task for task in run.open_tasks if task.name == name)


def finish(run, name, **answers):
    """Complete the open task of this name."""
    run.complete(task_named(run, name).id, answers)
    return run


def stored(run, process, hands=None):
    """The run as it comes back from the store."""
    return Run.restore(process, run.save(), hands or NotingHands())
