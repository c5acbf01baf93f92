"""整改不到位的处理 as a procedure: rectification calls it when it was not put right."""

from workflows.steps.declared import Declared

PROCEDURE = Declared()
