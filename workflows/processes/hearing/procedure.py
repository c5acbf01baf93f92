"""听证 as a procedure: others call it, nobody opens one."""

from workflows.processes.hearing.papers import PAPERS
from workflows.steps.declared import Declared

PROCEDURE = Declared(papers=PAPERS, needs=frozenset({"hearing_requested"}))
