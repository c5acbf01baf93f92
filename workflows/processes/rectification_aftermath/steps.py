"""Steps of 整改不到位的处理: what the law threatens, who decides, what follows (P2-12)."""

from collections.abc import Mapping
from typing import Any

from forms.rectification_words import FurtherMeasure
from workflows.law import decide
from workflows.steps import StepContext, step
from workflows.steps.leads import pass_on

TABLE = "rectify_overdue"
BY_LEADER = (FurtherMeasure.PENALTY, FurtherMeasure.COERCION, FurtherMeasure.ANNULMENT)
"""What a leader decides, and no head of a section (§4.1)."""


@step("leader_decides")
def weigh_measures(ctx: StepContext) -> Mapping[str, Any]:
    """Ask the table what the party's failure costs, and find who decides. Raises LawGap when no row answers."""
    found = decide(TABLE, {"ground": ctx.answers["ground"], "serious": ctx.answers["serious"]})
    ctx.note(f"逾期不改正的后果：{found['consequence']}。", basis=found["basis"], rule=found["rule"])
    return {"leader_decides": any(ctx.answers[measure.value] for measure in BY_LEADER)}


@step()
def carry_out_measures(ctx: StepContext) -> Mapping[str, Any]:
    """Keep what follows, each measure as a lead for whoever takes it; the party is told that it was not put right."""
    proposed = ctx.dossier.answers("propose_measures")
    chosen = [measure.label for measure in FurtherMeasure if proposed[measure.value]]
    ctx.note(f"后续措施：{'、'.join(chosen) or '记录在案'}。")
    for measure in chosen:
        pass_on(ctx, f"整改不到位，{measure}：{proposed['reason']}")
    ctx.tell_party("整改不到位。", event="rectification_failed")
    return {}
