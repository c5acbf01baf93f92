"""责令改正 as a procedure: rectification calls it, once and, for what is still open, once again."""

from workflows.processes.rectification_order.papers import PAPERS
from workflows.steps.declared import Declared, NamedBy

PROCEDURE = Declared(papers=PAPERS, previews={"approve_order": NamedBy("order_kind")})
