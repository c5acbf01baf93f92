"""查封扣押期间的办理 as a procedure: others call it, nobody opens one."""

from workflows.processes.penalty_seizure.papers import PAPERS
from workflows.steps.declared import Declared

PROCEDURE = Declared(papers=PAPERS)
