"""Finds the procedures with all that they name, today's and what is kept of earlier releases."""

from workflows.catalog.current import PROCESSES, catalog
from workflows.catalog.earlier import earlier
from workflows.catalog.procedure import Procedure
from workflows.catalog.serving import (
    form_of,
    kept_by,
    lacking,
    outcome_words,
    outcomes_of,
    papers_of,
    procedure_of,
    process_of,
    renamings_of,
    title_of,
)

__all__ = [
    "PROCESSES",
    "Procedure",
    "catalog",
    "earlier",
    "form_of",
    "kept_by",
    "lacking",
    "outcome_words",
    "outcomes_of",
    "papers_of",
    "procedure_of",
    "process_of",
    "renamings_of",
    "title_of",
]
