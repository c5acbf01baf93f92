"""The conditions of credit repair (信用修复的条件), and how long an office has to decide."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflows.law.asking import Row, decide, decide_all


def failed_gates(facts: Mapping[str, Any], on: date | None = None) -> list[Row]:
    """Return the conditions that an application fails, in the order in which they are examined.

    Each row has "gate", the "reason" that goes into the refusal, "basis" and "rule"; no row means
    that all hold. "stage" among the facts is "acceptance" or "decision". Raises FactsUnfit when a
    fact is missing.
    """
    return decide_all("repair_gate", facts, on)


def decision_clocks(record_kind: str) -> tuple[str, str | None]:
    """Return the names of the term for deciding a repair and of the office's own shorter target, if any.

    Raises FactsUnfit when that kind of record cannot be repaired.
    """
    row = decide("repair_decision_clock", {"record_kind": record_kind})
    return row["clock"], row["target_clock"]
