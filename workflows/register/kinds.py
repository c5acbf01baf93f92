"""What the showing of a record does by itself, by the record's kind: a table of the law, not one rule for all."""

from collections.abc import Sequence

from forms.choices import RecordKind
from workflows.law import decide

TABLE = "record_life"


def begin_by_themselves() -> Sequence[RecordKind]:
    """Return the kinds whose records are shown from their first day on; the others are shown by a decision."""
    return [kind for kind in RecordKind if decide(TABLE, {"kind": kind.value})["begins"] == "day"]


def end_by_themselves() -> Sequence[RecordKind]:
    """Return the kinds whose records end with their period; the others stay until a decision ends them."""
    return [kind for kind in RecordKind if decide(TABLE, {"kind": kind.value})["ends"] == "period"]


def end_with_linked() -> Sequence[RecordKind]:
    """Return the kinds whose records end with the record that they are linked to."""
    return [kind for kind in RecordKind if decide(TABLE, {"kind": kind.value})["with_linked"]]
