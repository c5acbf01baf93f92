"""处罚信息公示登记 as a procedure: others call it, nobody opens one."""

from workflows.processes.penalty_publication.steps import penalty_summary
from workflows.steps.declared import Declared

PROCEDURE = Declared(
    papers={"penalty_summary": penalty_summary},
    needs=frozenset({"penalty_shown", "publication_due", "publication_gsxt_due"}),
)
