"""Which version of its template a document was printed from."""

import hashlib
from functools import cache

from workflows.documents.environment import PROCESSES, TEMPLATES


@cache
def template_digest(template: str) -> str:
    """Return the digest over a template, those beside it, and the stationery that all documents share."""
    folder = (PROCESSES / template).parent if "/" in template else TEMPLATES
    digest = hashlib.sha256()
    for file in sorted({*TEMPLATES.iterdir(), *folder.glob("*.html")}):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
