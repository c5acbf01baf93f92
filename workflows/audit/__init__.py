"""The auditor: walks everything that is stored, read-only, and names each promise that is broken."""

from workflows.audit.erased import ErasedText, erased_texts
from workflows.audit.finding import Finding
from workflows.audit.heads import check_heads, export_head
from workflows.audit.lateness import Late, late_firings
from workflows.audit.papers import expect_printed_within
from workflows.audit.promises import PROMISES
from workflows.audit.rendering import check_papers
from workflows.audit.served import check_release
from workflows.audit.verifying import verify

__all__ = [
    "PROMISES",
    "ErasedText",
    "Finding",
    "Late",
    "check_heads",
    "check_papers",
    "check_release",
    "erased_texts",
    "expect_printed_within",
    "export_head",
    "late_firings",
    "verify",
]
