"""Passwords: hashed with argon2, verified in the same time whether the account exists or not."""

import secrets
from base64 import b64encode
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from argon2.low_level import ARGON2_VERSION
from flask import current_app

LONGEST = 128
HARD_TO_GUESS = 3
"""Of the scores from 0 to 4: needs more than a hundred million guesses by who knows the lists of common ones."""

LOCAL = (
    *("woaini", "1314", "520", "5201314", "zhongguo", "wanmei", "caonima", "asdfghjkl", "iloveyou"),
    *("jixi", "jixishi", "heilongjiang", "shichang", "jianguan", "scjg", "xinyong", "guanli", "gongshang"),
)
"""Words that the lists of the library, which are those of other countries, do not know."""

Cost = tuple[tuple[str, Any], ...]


def hashed(password: str) -> str:
    """Return the hash to keep."""
    return _hasher(_cost()).hash(password)


def matches(known_hash: str | None, password: str) -> bool:
    """Say whether the password is the one behind the hash; without a hash, take as long and say no."""
    cost = _cost()
    try:
        return _hasher(cost).verify(known_hash or _nobody(cost), password) and known_hash is not None
    except VerifyMismatchError:
        return False


def faults(password: str, username: str) -> list[str]:
    """Return, in Chinese, what keeps this from being a good new password."""
    shortest = current_app.config["PASSWORD_SHORTEST"]
    wrong = []
    if not shortest <= len(password) <= LONGEST:
        wrong.append(f"新密码应为 {shortest} 至 {LONGEST} 个字符。")
    elif _score(password, username) < HARD_TO_GUESS:
        wrong.append("新密码太容易猜到：是常见密码，或者由常见的词、日期、键盘顺序、重复的字符组成。")
    if username.casefold() in password.casefold():
        wrong.append("新密码不能包含用户名。")
    return wrong


def _score(password: str, username: str) -> int:
    """Return from 0 to 4 how hard a password is to guess."""
    from zxcvbn import zxcvbn  # noqa: PLC0415  # nine megabytes of lists, for the few who change a password

    return int(zxcvbn(password, [username, *LOCAL], max_length=LONGEST)["score"])


def _cost() -> Cost:
    return tuple(sorted(current_app.config["PASSWORD_COST"].items()))


@cache
def _hasher(cost: Cost) -> PasswordHasher:
    return PasswordHasher(**dict(cost))


@cache
def _nobody(cost: Cost) -> str:
    """Return a hash of no password at all, which takes as long to verify as any other and nothing to make."""
    hasher = _hasher(cost)
    salt, digest = (_encoded(secrets.token_bytes(length)) for length in (hasher.salt_len, hasher.hash_len))
    price = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2{hasher.type.name.lower()}$v={ARGON2_VERSION}${price}${salt}${digest}"


def _encoded(octets: bytes) -> str:
    return b64encode(octets).decode().rstrip("=")
