"""No step, form or paper without a diagram that uses it."""

from collections.abc import Mapping

import pytest

from forms import START, forms_of
from workflows.catalog import Procedure, catalog
from workflows.catalog.current import own_steps
from workflows.steps import shared, step, steps_of


def unused(procedures: Mapping[str, Procedure]) -> list[str]:
    """Return the steps and forms that no diagram names."""
    called = {name for one in procedures.values() for name in one.process.operations}
    found = [f"shared/{name}" for name in steps_of(shared).keys() - called]
    for key, one in procedures.items():
        own = own_steps(key).keys()
        found += [f"{key}/{name}" for name in own - one.process.operations.keys()]
        found += [f"{key}/{name}" for name in forms_of(key).keys() - one.process.user_tasks.keys() - {START}]
    return sorted(found)


def test_every_step_and_every_form_is_used_by_a_diagram():
    assert unused(catalog()) == []


@pytest.mark.parametrize("key", catalog())
def test_a_procedure_that_may_be_opened_has_a_form_to_open_it_and_one_that_is_only_called_has_none(key):
    assert bool(catalog()[key].opened_by) is (START in forms_of(key))


def test_a_planted_step_that_nobody_names_is_found(monkeypatch):
    monkeypatch.setattr(shared, "idle", step()(dict), raising=False)
    assert unused(catalog()) == ["shared/idle"]
