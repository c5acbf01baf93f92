"""复查 as a procedure: others call it, nobody opens one."""

from workflows.processes.recheck.papers import PAPERS
from workflows.steps.declared import Declared

PROCEDURE = Declared(
    papers=PAPERS,
    previews={"confirm": ("recheck_opinion",)},
    needs=frozenset({"ordered_by"}),
    wants=frozenset(
        {"recheck_from", "recheck_occasion", "recheck_order", "recheck_ordered_on", "recheck_planned"}
    ),
)
