"""The seal on a stored state: nothing is parsed before its format and its origin are proved."""

import hashlib
import hmac

from workflows import keyring
from workflows.errors import BrokenState

# Raise the first number when the rows change, the second with the library: old states must not half fit.
VERSION = b"case state 1, SpiffWorkflow 3.2.0\n"
_MAC_LENGTH = hashlib.sha256().digest_size


def seal(body: bytes, digest: str, owner: str) -> bytes:
    """Return the body with the format's version and a MAC over version, diagram, owner and body before it."""
    return VERSION + _mac(body, digest, owner) + body


def unseal(blob: bytes, digest: str, owner: str) -> bytes:
    """Return the body of a state sealed for this diagram and owner; raises BrokenState for everything else."""
    if not blob.startswith(VERSION):
        raise BrokenState
    found, body = blob[len(VERSION) :][:_MAC_LENGTH], blob[len(VERSION) + _MAC_LENGTH :]
    if not hmac.compare_digest(found, _mac(body, digest, owner)):
        raise BrokenState
    return body


def _mac(body: bytes, digest: str, owner: str) -> bytes:
    mac = hmac.new(keyring.key("state"), VERSION, hashlib.sha256)
    mac.update(f"{digest} {owner}\n".encode())
    mac.update(body)
    return mac.digest()
