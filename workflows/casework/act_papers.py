"""The papers of an act on a case: the sheet on which it was approved, and what the party is told."""

from collections.abc import Mapping
from typing import Any

from forms.choices import CaseActKind
from workflows import clock
from workflows.catalog import title_of
from workflows.documents.bureau import bureau
from workflows.documents.catalogue import kind_of
from workflows.documents.issue import issue
from workflows.law import ActRule
from workflows.models import CaseAct, Officer
from workflows.steps import StepContext

WHAT_FOLLOWS = {
    CaseActKind.SUSPEND: "中止期间，本局停止计算办理期限；中止的原因消除后恢复办理，并另行通知。",
    CaseActKind.RESUME: "办理期限自恢复之日起继续计算，中止的期间不计算在内。",
}
"""What the party is told of what an act means for it."""


BY_THE_DIAGRAM = frozenset({"case_ended_notice", "case_withdrawn_notice"})
"""What the procedure issues and serves into which the case goes over."""


def issue_papers(ctx: StepContext, act: CaseAct, rule: ActRule) -> bool:
    """Issue the papers that the law's table names for an act, and return whether one of them goes to the party.

    Raises DocumentIncomplete when something mandatory is missing.
    """
    facts = _facts(ctx, act, rule)
    for kind in (kind for kind in rule.papers if kind not in BY_THE_DIAGRAM):
        known = {name: value for name, value in facts.items() if kind_of(kind).declares(name)}
        issue(ctx.session, ctx.commit, ctx.case.id, kind, known)
    return any(kind_of(kind).served for kind in rule.papers)


def _facts(ctx: StepContext, act: CaseAct, rule: ActRule) -> Mapping[str, Any]:
    case, party, today = ctx.case, ctx.dossier.party, clock.day_of(ctx.commit.at)
    asked_by = ctx.session.get(Officer, act.asked_by_id) if act.asked_by_id else None
    return {
        "case_number": case.number,
        "party_name": party.name,
        "uscc": party.shown_code,
        "matter": _matter(ctx),
        "section": case.department.name,
        "act": CaseActKind.words(act.kind),
        "ground": rule.title,
        "reason": act.reason,
        "consequence": WHAT_FOLLOWS.get(CaseActKind(act.kind), ""),
        "leave": "经本局负责人批准，" if rule.decided_by else "",
        "terms": _terms(ctx) if act.kind == CaseActKind.RESUME else [],
        "asked_by": asked_by.name if asked_by else "",
        "asked_on": str(clock.day_of(act.at)),
        "approved_by": ctx.commit.actor_name,
        "approved_on": str(today),
        "basis": [rule.basis],
        "contact_person": case.department.name,
        "contact_phone": bureau().window_phone,
    }


def _matter(ctx: StepContext) -> str:
    """Return what the case is about: its procedure, and the record that it concerns."""
    title = title_of(ctx.case.process_key)
    return f"{title}（{ctx.dossier.record.title}）" if ctx.case.record_id else title


def _terms(ctx: StepContext) -> list[dict[str, str]]:
    """Return the terms that run now, with their last days."""
    return [{"name": row.title, "last_day": str(row.last_day)} for row in ctx.dossier.running]
