"""Steps that every procedure may name in its diagram."""

from collections.abc import Mapping
from typing import Any

from forms.choices import Outcome
from workflows import clock
from workflows.documents.issue import issue
from workflows.steps import StepContext, step


@step
def issue_document(ctx: StepContext, *, kind: str) -> Mapping[str, Any]:
    """Issue a document of the case on its facts as they stand now; its paper is printed after the commit.

    Raises DocumentIncomplete when something mandatory is missing.
    """
    facts = ctx.papers[kind](ctx.dossier, clock.day_of(ctx.commit.at))
    document = issue(ctx.session, ctx.commit, ctx.case.id, kind, facts)
    ctx.say(f"制发《{document.title}》（{document.number}）。")
    return {"document_id": str(document.id), "document_title": f"《{document.title}》{document.number}"}


@step
def conclude(ctx: StepContext, *, outcome: str) -> Mapping[str, Any]:
    """Settle how the case ends; the case closes when nothing more waits in it."""
    ctx.say(f"办理结果：{Outcome(outcome).label}。", event=outcome.lower())
    return {"outcome": outcome}
