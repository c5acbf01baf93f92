"""What an officer may open about a record or a party, as the procedures declare it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from workflows.casework.actor import Actor
from workflows.catalog import catalog
from workflows.errors import CaseworkError
from workflows.models import BusinessEntity, Case, CreditRecord
from workflows.steps.declared import About


@dataclass(frozen=True, kw_only=True)
class Action:
    """A case that the officer's role may open, and what stands against it now."""

    key: str
    words: str
    for_several: bool = False
    why_not: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nothing stands against it."""
        return not self.why_not


def actions_on(entity: BusinessEntity, actor: Actor) -> Iterator[Action]:
    """Yield what the actor's roles may open about a party itself."""
    for key, procedure in catalog().items():
        if procedure.opened_by & actor.roles and not _refusal(procedure.may_open, entity):
            yield Action(key=key, words=procedure.declared.action)


def actions_about(record: CreditRecord, cases: Sequence[Case], actor: Actor) -> Iterator[Action]:
    """Yield what the actor's roles may open about a record with these cases, and what stands against it now."""
    for key, procedure in catalog().items():
        declared = procedure.declared
        if declared.about is About.RECORD and declared.opened_by & actor.roles:
            why_not = _why_not(key, record, cases)
            yield Action(key=key, words=declared.action, for_several=declared.for_several, why_not=why_not)


def _why_not(process_key: str, record: CreditRecord, cases: Sequence[Case]) -> str:
    """Return why no case of a procedure may be opened about a record now, or an empty text."""
    running = [case for case in cases if case.process_key == process_key and case.closed_at is None]
    if running:
        return f"正在办理：{running[0].number}。"
    return _refusal(catalog()[process_key].may_open, record)


def _refusal(may_open: Callable[[Any], None], subject: object) -> str:
    try:
        may_open(subject)
    except CaseworkError as refused:
        return refused.detail or str(refused)
    return ""
