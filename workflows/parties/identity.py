"""The keyed hash under which a person's document is found again; nothing readable of it is kept."""

from workflows.sealing import keyed_hash

IDENTITY = "identity"


def identity_key(kind: str | None, number: str | None) -> str:
    """Return the one name of a person's document: equal for equal documents, and no way back from it."""
    return f"id:{keyed_hash(f'{kind}:{number}', IDENTITY)}"
