"""Passwords: hashed with argon2, verified in the same time whether the account exists or not."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from flask import current_app

LONGEST = 128


def hashed(password: str) -> str:
    """Return the hash to keep."""
    return _hasher().hash(password)


def matches(known_hash: str | None, password: str) -> bool:
    """Say whether the password is the one behind the hash; without a hash, take as long and say no."""
    try:
        return _hasher().verify(known_hash or _nobody(_hasher()), password) and known_hash is not None
    except VerifyMismatchError:
        return False


def faults(password: str, username: str) -> list[str]:
    """Return, in Chinese, what keeps this from being a good new password."""
    shortest = current_app.config["PASSWORD_SHORTEST"]
    wrong = []
    if not shortest <= len(password) <= LONGEST:
        wrong.append(f"新密码应为 {shortest} 至 {LONGEST} 个字符。")
    if username.casefold() in password.casefold():
        wrong.append("新密码不能包含用户名。")
    if len(set(password)) < shortest // 2:
        wrong.append("新密码中重复的字符太多。")
    return wrong


def _hasher() -> PasswordHasher:
    return PasswordHasher(**current_app.config["PASSWORD_COST"])


@cache
def _nobody(hasher: PasswordHasher) -> str:
    return hasher.hash(secrets.token_urlsafe())
