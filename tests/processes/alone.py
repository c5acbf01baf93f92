"""Lets a test open a case of a procedure that others only call, about a party without a credit record."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from forms import START, TaskForm
from forms.choices import Role
from forms.fields import DepartmentId, Text
from tests.office import Office
from workflows import casework
from workflows.catalog import catalog
from workflows.models import Document
from workflows.processes.repair_notice.outcomes import Outcome
from workflows.steps.declared import About
from workflows.steps.dossier import Dossier

Paper = Callable[..., Mapping[str, Any]]


class Started(TaskForm):
    """What a caller would have set before the call; everything steers."""

    department = DepartmentId(label="承办科室")
    delivery_address = Text(label="送达地址", longest=200)
    electronic_address = Text(label="电子送达地址", longest=100)


def opens_alone(
    monkeypatch: pytest.MonkeyPatch, key: str, *, papers: Mapping[str, Paper] | None = None, **facts: Any
) -> None:
    """Let the window open cases of a called procedure, as if a caller had set these facts and had these papers.

    The case ends as the outcome among the facts says; a harmless one unless the test names another.
    """

    class Form(Started):
        def steers(self, answers: Mapping[str, Any]) -> dict[str, Any]:
            return {"outcome": Outcome.NOTIFIED.value, **facts}

    procedure = catalog()[key]
    declared = replace(
        procedure.declared,
        opened_by=frozenset({Role.WINDOW}),
        about=About.PARTY,
        series="试",
        action="试办",
        may_open=lambda entity: None,
        outcomes=Outcome,
    )
    opened = replace(
        procedure,
        declared=declared,
        forms={**procedure.forms, START: Form},
        papers={**procedure.papers, **(papers or {})},
    )
    monkeypatch.setitem(catalog(), key, opened)  # type: ignore[arg-type]  # the catalogue is a dict


def open_alone(office: Office, key: str, entity_id: int | None = None, username: str = "window") -> UUID:
    """Open a case of the procedure about a party, without a record, in the food section."""
    answers = {"department": str(office.sections["food"]), "delivery_address": "鸡西市鸡冠区中心大街1号"}
    party = entity_id or office.party()
    with office.begin() as session:
        actor = casework.actor_of(session, office.people[username])
        return casework.open_case(session, key, party, answers, actor, uuid4())


def some_paper(office: Office) -> str:
    """Issue a paper in a case of its own, to be served in another's, and return its id."""
    answers = {"delivery_address": "鸡西市鸡冠区中心大街1号", "electronic_consent": "false"}
    [case] = office.open("repair_notice", office.penalty(), **answers)
    return str(office.one(Document, case_id=case).id)


def named(dossier: Dossier, **facts: Any) -> dict[str, Any]:
    """Return the facts that every paper names, with these of its own."""
    return {"party_name": dossier.case.entity.name, "uscc": dossier.case.entity.shown_code, **facts}
