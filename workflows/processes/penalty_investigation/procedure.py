"""调查取证 as a procedure: others call it, nobody opens one."""

from workflows.steps.declared import Declared

PROCEDURE = Declared()
