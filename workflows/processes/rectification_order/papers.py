"""The facts of the papers by which a party is ordered to put things right (form 33; 特种设备安全监察指令书)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from forms import START
from forms.rectification_words import Hazard
from workflows.law import clock_of, decide
from workflows.processes.rectification_order.steps import STATEMENT
from workflows.steps.dossier import Dossier
from workflows.steps.penalty_case import named, officers_of, remedies
from workflows.steps.rectification_case import SECOND_TERM, TERM, is_second, named_order

TABLE = "rectify_overdue"


def order(dossier: Dossier, _on: date) -> Mapping[str, Any]:
    """责令改正通知书: what was found, what is to be done by when, what follows otherwise, what the party may do."""
    found, drafted = dossier.application, dossier.answers("draft_order")
    again = is_second(dossier)
    return {
        **named(dossier),
        **remedies(),
        "found_on": str(found["found_on"]),
        "found_place": found["found_place"],
        "officers": officers_of(dossier, START),
        "facts_found": drafted["facts_found"],
        "rule_broken": found["rule_broken"],
        "order_basis": drafted["order_basis"],
        "items": [{"detail": line} for line in drafted["items"]],
        "limit": clock_of(SECOND_TERM if again else TERM).written(int(drafted["length"])),
        "recheck_mode": drafted["recheck_mode_planned"],
        "threat": list(threat(drafted["ground"])),
        "former_order": named_order(dossier) if again else "",
        "ordered_orally_at": "" if again else found.get("ordered_orally_at") or "",
        "statement_limit": clock_of(STATEMENT).term,
        "extension": "" if again else _extension(found["hazard"]),
    }


def directive(dossier: Dossier, on: date) -> Mapping[str, Any]:
    """特种设备安全监察指令书: the order about a device, with the clause that it does not meet."""
    drafted = dossier.answers("draft_order")
    return {**order(dossier, on), "device": drafted["device"], "clause": drafted["clause"]}


def threat(ground: str) -> Iterator[Mapping[str, str]]:
    """Yield what the table says of an order that is not obeyed, and of one that is not in a serious case (§4.3)."""
    rows = [decide(TABLE, {"ground": ground, "serious": serious}) for serious in (False, True)]
    seen = {row["rule"]: row for row in rows}
    for row in seen.values():
        serious = "情节严重的，" if len(seen) > 1 and row is rows[1] else ""
        yield {"detail": f"{serious}依照{row['basis']}，{row['consequence']}{_fine(row)}"}


def _fine(row: Mapping[str, Any]) -> str:
    least, most = row["fine_from"], row["fine_to"]
    if not most:
        return ""
    return f"（{least}元以上{most}元以下）" if least else f"（{most}元以下）"


def _extension(hazard: str) -> str:
    if hazard == Hazard.URGENT:
        return ""
    times = clock_of(TERM).extension_times
    return f"确有正当理由不能按期改正的，可以在期限届满前书面申请延期，延期以{times}次为限，不超过原期限"


PAPERS = {"rectification_order": order, "equipment_directive": directive}
