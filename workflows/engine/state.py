"""The seal on a stored state: nothing is parsed before its format and its origin are proved."""

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping

from workflows import keyring
from workflows.errors import BrokenState, StateOfLaterRelease

# Raise the first number when the rows change, the second with the library: old states must not half fit.
VERSION = b"case state 1, SpiffWorkflow 3.2.0\n"
EARLIER: Mapping[bytes, tuple[bytes, Callable[[bytes], bytes]]] = {}
"""Each format that an earlier release wrote: the one after it, and what brings a body there (see 013)."""
_FORMAT = re.compile(rb"case state (\d{1,6}), [^\n]{1,60}\n")
_MAC_LENGTH = hashlib.sha256().digest_size


def seal(body: bytes, digest: str, owner: str) -> bytes:
    """Return the body with the format's version and a MAC over version, diagram, owner and body before it."""
    return VERSION + _mac(VERSION, body, digest, owner) + body


def unseal(blob: bytes, digest: str, owner: str) -> bytes:
    """Return the body of a state sealed for this diagram and owner, in today's format.

    Raises StateOfLaterRelease for a format that only a later release knows, BrokenState for everything else.
    """
    version = _version(blob)
    found, body = blob[len(version) :][:_MAC_LENGTH], blob[len(version) + _MAC_LENGTH :]
    if not hmac.compare_digest(found, _mac(version, body, digest, owner)):
        raise BrokenState
    while version != VERSION:
        version, brought_on = EARLIER[version]
        body = brought_on(body)
    return body


def _version(blob: bytes) -> bytes:
    """Return the format of a state, when it is one that this release reads."""
    found = _FORMAT.match(blob)
    if found is None:
        raise BrokenState
    if found[0] != VERSION and found[0] not in EARLIER:
        raise StateOfLaterRelease if _number(found[0]) > _number(VERSION) else BrokenState
    return found[0]


def _number(version: bytes) -> int:
    found = _FORMAT.fullmatch(version)
    return int(found[1]) if found else 0


def _mac(version: bytes, body: bytes, digest: str, owner: str) -> bytes:
    mac = hmac.new(keyring.key("state"), version, hashlib.sha256)
    mac.update(f"{digest} {owner}\n".encode())
    mac.update(body)
    return mac.digest()
