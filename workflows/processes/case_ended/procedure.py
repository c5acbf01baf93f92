"""终止办理 as a procedure: cases go over into it, nobody opens one."""

from workflows.processes.case_ended.outcomes import Outcome
from workflows.processes.case_ended.steps import case_ended_notice
from workflows.steps.declared import Declared

PROCEDURE = Declared(
    papers={"case_ended_notice": case_ended_notice},
    outcomes=Outcome,
    needs=frozenset({"party_is_told"}),
    suspends=False,
    ends=False,
)
