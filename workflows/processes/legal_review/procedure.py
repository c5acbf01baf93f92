"""审核 as a procedure: others call it, nobody opens one."""

from workflows.processes.legal_review.steps import review_form
from workflows.steps.declared import Declared

PROCEDURE = Declared(papers={"review_form": review_form})
