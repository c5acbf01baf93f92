"""送达 as a procedure: others call it, nobody opens one."""

from workflows.processes.service.papers import PAPERS
from workflows.steps.declared import Declared

PROCEDURE = Declared(
    papers=PAPERS,
    previews={
        "serve": ("proof_of_service", "address_confirmation"),
        "confirm_address": ("address_confirmation",),
    },
    needs=frozenset({"document_id", "document_title"}),
    wants=frozenset({"serving_role"}),
)
