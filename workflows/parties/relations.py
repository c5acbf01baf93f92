"""Which relations between parties hold today: what began and was not ended by a later change."""

from collections.abc import Iterable, Mapping

from forms.choices import PartyChangeKind
from workflows.models import PartyChange
from workflows.parties.standing import by_day

Pairs = Mapping[PartyChangeKind, PartyChangeKind | None]
"""By the kind of change with which a relation begins, the kind that ends it; none where nothing does."""


def relations_now(changes: Iterable[PartyChange], pairs: Pairs) -> list[PartyChange]:
    """Return those of the changes, given in the order of their entry, by which a relation holds today."""
    begins = {code: code for code in pairs} | {end: begin for begin, end in pairs.items() if end}
    last = {
        (begins[PartyChangeKind(one.kind)], one.entity_id, one.other_id): one
        for one in by_day(changes)
        if one.kind in begins
    }
    return [one for one in last.values() if one.kind in pairs]
