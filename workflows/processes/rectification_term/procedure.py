"""整改期间 as a procedure: rectification calls it while the time of an order runs."""

from workflows.processes.rectification_term.papers import PAPERS
from workflows.steps.declared import Declared

PROCEDURE = Declared(
    papers=PAPERS,
    previews={"decide_extension": ("rectification_extension_notice",)},
    needs=frozenset({"extension_barred", "extension_most", "order_served_on", "rectification_due"}),
)
