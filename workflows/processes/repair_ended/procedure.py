"""信用修复终止 as a procedure: cases go over into it, nobody opens one."""

from workflows.processes.repair_ended.outcomes import Outcome
from workflows.processes.repair_ended.steps import repair_ended_notice
from workflows.steps.declared import Declared

PROCEDURE = Declared(papers={"repair_ended_notice": repair_ended_notice}, outcomes=Outcome)
