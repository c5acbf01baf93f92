"""Steps of 查找当事人: where it was looked for, and what was found (P2-13)."""

from collections.abc import Mapping
from typing import Any

from forms.rectification_words import Whereabouts
from workflows.steps import StepContext, step


@step()
def record_search(ctx: StepContext) -> Mapping[str, Any]:
    """Keep the result of the search; a party that is lost is told of by public notice."""
    found = Whereabouts(ctx.answers["whereabouts"])
    ctx.note(f"查找当事人：{found.label}。", event=f"party_{found.value}")
    return {}
