"""当事人撤回 as a procedure: cases go over into it, nobody opens one."""

from workflows.processes.case_withdrawn.outcomes import Outcome
from workflows.processes.case_withdrawn.steps import case_withdrawn_notice
from workflows.steps.declared import Declared

PROCEDURE = Declared(
    papers={"case_withdrawn_notice": case_withdrawn_notice},
    outcomes=Outcome,
    suspends=False,
    ends=False,
)
