"""Steps of 处罚信息公示登记: the limits for publishing a penalty are kept (PEN-18; 公示规定 4, 9, 10)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import ValidationError
from sqlalchemy import select

from forms.choices import DeadlineEnd
from workflows.documents.wording import chinese_date
from workflows.errors import NotFound
from workflows.law import clock_of
from workflows.models import PenaltyDecision
from workflows.register.penalties import put_publication_on_record
from workflows.steps import StepContext, step
from workflows.steps.dossier import Dossier
from workflows.steps.limits import end_clock
from workflows.steps.penalty_case import Facts

SHOWN = {"publication": "credit_china_on", "publication_gsxt": "gsxt_on", "publication_push_out": "pushed_on"}
"""The limit that is kept by each day that is recorded."""


@step()
def keep_publication(ctx: StepContext) -> Mapping[str, Any]:
    """Record on which days the penalty was published; each limit is kept that the day keeps.

    The days of the record run from the first of them. Raises ValidationError for one before the decision.
    """
    decision = _decided(ctx.dossier)
    shown = {name: ctx.answers[name] for name in ("credit_china_on", "gsxt_on")}
    if early := [name for name, day in shown.items() if day < decision.decided_on]:
        raise ValidationError({name: ["公示的日期早于作出处罚决定的日期，请核对。"] for name in early})
    put_publication_on_record(ctx.session, ctx.commit, decision, min(shown.values()))
    for clock_name, answer in SHOWN.items():
        if ctx.answers.get(answer):
            end_clock(ctx, clock_name, DeadlineEnd.MET, "已公示")
    credit_china, gsxt = (chinese_date(day) for day in shown.values())
    days = f"信用中国：{credit_china}，公示系统：{gsxt}"
    basis = clock_of("publication_gsxt").basis
    ctx.note(f"登记处罚信息的公示情况（{days}）。", event="publication_recorded", basis=basis)
    return {}


def penalty_summary(dossier: Dossier, _on: date) -> Facts:
    """处罚信息摘要: what is published of a penalty (公示规定 4). Raises NotFound when none was decided."""
    decision, party = _decided(dossier), dossier.party
    return {
        "case_number": dossier.case.number,
        "decision_number": decision.document_number,
        "party_name": party.name,
        "uscc": party.shown_code,
        "legal_representative": party.legal_representative or "",
        "violation_type": decision.violation_type,
        "penalty_basis": decision.basis,
        "kinds": "、".join(decision.kinds.split(";")),
        "content": decision.content,
        "authority": decision.authority,
        "decided_on": str(decision.decided_on),
        "publish_limits": [
            {"channel": clock_of(name).title, "limit": clock_of(name).term} for name in list(SHOWN)[:2]
        ],
    }


def _decided(dossier: Dossier) -> PenaltyDecision:
    found = select(PenaltyDecision).where(PenaltyDecision.case_id == dossier.case.id)
    latest = found.order_by(PenaltyDecision.id.desc()).limit(1)
    decision = dossier.session.scalars(latest).one_or_none()
    if decision is None:
        raise NotFound
    return decision
