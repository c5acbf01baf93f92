"""Only one place commits, so that nothing below it can keep half of something."""

import ast
from collections.abc import Iterable

import pytest

from tests.architecture.source import Module, modules

ALLOWED = {"webapp/db.py": "the transaction around every request and every job"}


def committing(found: Iterable[Module]) -> list[str]:
    """Return where a commit is called."""
    return [
        f"{module.path}:{node.lineno}"
        for module in found
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    ]


def test_nothing_commits_but_what_is_named():
    assert [place for place in committing(modules()) if place.partition(":")[0] not in ALLOWED] == []


def test_each_place_that_is_named_commits_once():
    assert sorted(place.partition(":")[0] for place in committing(modules())) == sorted(ALLOWED)


@pytest.mark.parametrize("fault", ["session.commit()", "self.session.commit()", "db.session().commit()"])
def test_a_planted_commit_is_found(fault):
    assert committing([Module("workflows/x.py", f"def f(self, session, db):\n    {fault}\n")]) == [
        "workflows/x.py:2"
    ]
