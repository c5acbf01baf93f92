"""线索核查与立案 as a procedure: others call it, nobody opens one."""

from workflows.processes.penalty_filing.papers import PAPERS
from workflows.steps.declared import Declared

PROCEDURE = Declared(
    papers=PAPERS, previews={"approve_filing": ("filing_approval",)}, needs=frozenset({"lead_registered"})
)
