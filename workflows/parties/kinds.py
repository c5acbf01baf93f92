"""Every kind of change, by its code; a new one is a row in the file of its group."""

from workflows.parties.branches import BRANCHES
from workflows.parties.firm_posts import FIRM_POSTS
from workflows.parties.registered import REGISTERED
from workflows.parties.sameness import SAMENESS
from workflows.parties.succession import SUCCESSION

KINDS = {kind.code: kind for kind in (*REGISTERED, *SAMENESS, *BRANCHES, SUCCESSION, *FIRM_POSTS)}
RELATIONS = {kind.code: kind.ended_by for kind in KINDS.values() if kind.relation}
"""The kinds of change with which a relation between parties begins, and which kind ends it."""
