"""Sealing of what must not lie readable in the database, and the keyed hash by which it is found again."""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from workflows import keyring
from workflows.errors import BrokenSeal

NONCE = 12  # bytes, the length that AES-GCM is defined for


def seal(plain: bytes, purpose: str) -> bytes:
    """Return the bytes encrypted and authenticated (AES-256-GCM) under the key of that purpose."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(keyring.key(purpose)).encrypt(nonce, plain, purpose.encode())


def unseal(sealed: bytes, purpose: str) -> bytes:
    """Return what was sealed for that purpose.

    Raises BrokenSeal when the bytes were altered or sealed under another secret or purpose.
    """
    try:
        return AESGCM(keyring.key(purpose)).decrypt(sealed[:NONCE], sealed[NONCE:], purpose.encode())
    except InvalidTag as problem:
        raise BrokenSeal from problem


def keyed_hash(text: str, purpose: str) -> str:
    """Return 64 hexadecimal digits that only somebody with the secret can compute from the text."""
    key = keyring.key(f"{purpose}-search")
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
