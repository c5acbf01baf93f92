"""决定 as a procedure: others call it, nobody opens one."""

from workflows.processes.decision.papers import APPROVALS, PAPERS
from workflows.steps.declared import Declared, NamedBy

PROCEDURE = Declared(
    papers=PAPERS,
    previews={name: NamedBy("decision_kind") for name in (*APPROVALS, "discuss")},
    needs=frozenset({"act"}),
)
