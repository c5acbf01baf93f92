"""罚没款执行 as a procedure: others call it, nobody opens one."""

from workflows.processes.penalty_enforcement.papers import PAPERS
from workflows.steps.declared import Declared

PROCEDURE = Declared(papers=PAPERS, needs=frozenset({"decision_served_on"}))
