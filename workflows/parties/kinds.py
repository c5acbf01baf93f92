"""Every kind of change, by its code; a new one is a row in the file of its group."""

from workflows.parties.branches import BRANCHES
from workflows.parties.registered import REGISTERED
from workflows.parties.sameness import SAMENESS

KINDS = {kind.code: kind for kind in (*REGISTERED, *SAMENESS, *BRANCHES)}
