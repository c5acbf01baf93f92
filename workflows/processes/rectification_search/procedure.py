"""查找当事人 as a procedure: rectification calls it when the recheck found nobody."""

from workflows.steps.declared import Declared

PROCEDURE = Declared(needs=frozenset({"document_id", "document_title"}))
