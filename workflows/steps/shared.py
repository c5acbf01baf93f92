"""Steps that every procedure may name in its diagram."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms.choices import DeadlineEnd
from workflows import clock
from workflows.documents.catalogue import kind_of
from workflows.documents.issue import issue
from workflows.steps import StepContext, step
from workflows.steps.limits import end_all, start_clock

REMEDIES = ("reconsideration", "litigation")
"""The limits within which a party may turn against a decision; they run on when the case is closed."""


@step("document_id", "document_title")
def issue_document(ctx: StepContext, *, kind: str) -> Mapping[str, Any]:
    """Issue a document of the case on its facts as they stand now; its paper is printed after the commit.

    Raises DocumentIncomplete when something mandatory is missing.
    """
    facts = ctx.papers[kind](ctx.dossier, clock.day_of(ctx.commit.at))
    document = issue(ctx.session, ctx.commit, ctx.case.id, kind, facts)
    # What never leaves the house is no concern of the party's, nor is its number.
    say = ctx.tell_party if kind_of(kind).served else ctx.note
    say(f"制发《{document.title}》（{document.number}）。")
    return {"document_id": str(document.id), "document_title": document.label}


@step("outcome")
def conclude(ctx: StepContext, *, outcome: str) -> Mapping[str, Any]:
    """Settle how the case ends without a decision; what was to be done in time need not be done any more."""
    return _conclude(ctx, outcome, DeadlineEnd.CANCELLED)


@step("outcome")
def conclude_served(ctx: StepContext, *, outcome: str, served_on: str) -> Mapping[str, Any]:
    """Settle how the case ends with a decision that was served; from that day the remedies are open (R15)."""
    found = _conclude(ctx, outcome, DeadlineEnd.MET)
    for clock_name in REMEDIES:
        start_clock(ctx, clock_name, date.fromisoformat(served_on), "决定送达")
    return found


def _conclude(ctx: StepContext, outcome: str, end: DeadlineEnd) -> Mapping[str, Any]:
    """The case itself closes when nothing more waits in it, such as a notice that is still to be served."""
    words = ctx.outcomes[outcome]
    end_all(ctx, end, f"办结：{words}")
    ctx.tell_party(f"办理结果：{words}。", event=ctx.telling.event or outcome.lower())
    return {"outcome": outcome}
