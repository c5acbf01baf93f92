"""The keys of the house, each derived for one purpose from the one secret that the start-up hands in."""

import hashlib
import hmac

_secret: list[bytes] = []


def use(secret: str) -> None:
    """Take the installation's secret; called once when the application starts."""
    _secret[:] = [secret.encode()]


def key(purpose: str) -> bytes:
    """Return the 32-byte key for one purpose (such as "state" or "identity").

    Raises LookupError when no secret has been handed in yet.
    """
    if not _secret:
        raise LookupError("keyring.use(secret) must be called before a key is asked for")
    return hmac.new(_secret[0], purpose.encode(), hashlib.sha256).digest()
