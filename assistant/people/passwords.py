"""Passwords: which are strong enough, and their hashes. The only file that imports argon2."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher  # noqa: TID251
from argon2.exceptions import InvalidHashError, VerificationError  # noqa: TID251

from assistant.people.model import WeakPassword

SHORTEST, LONGEST = 8, 128
_LONG = 16
"""From here on the kinds of characters do not matter."""
_KINDS = 3
_FEWEST_DIFFERENT = 5
_COMMON = ("password", "qwerty", "zxcvbn", "asdfgh", "admin", "zhice", "12345", "54321", "00000", "11111", "abcd")
_MOST_COMMON_SHARE = 0.5
"""A password of which a well-known one is at least this part is guessed by trying endings."""


class Passwords:
    """Hashes by Argon2id; each holds its own parameters and salt."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._decoy = self._hasher.hash("decoy")

    def hash(self, password: str) -> str:
        """The hash to keep."""
        return self._hasher.hash(normal_password(password))

    def matches(self, kept: str | None, password: str) -> bool:
        """Whether `password` is the one of `kept`; without one (no such user) False after the same work."""
        try:
            return self._hasher.verify(kept or self._decoy, normal_password(password)) and kept is not None
        except (VerificationError, InvalidHashError):
            return False

    def outdated(self, kept: str) -> bool:
        """Whether `kept` was made with weaker parameters than are used today."""
        return self._hasher.check_needs_rehash(kept)


def normal_password(password: str) -> str:
    """One form of a password whatever input method typed it: full-width digits are digits."""
    return unicodedata.normalize("NFKC", password)


def check_password(password: str, name: str) -> None:
    """Raises WeakPassword, saying what is missing, where `password` is too easy to guess for the user `name`."""
    normal = normal_password(password)
    if not SHORTEST <= len(normal) <= LONGEST:
        raise WeakPassword(f"密码应为 {SHORTEST} 至 {LONGEST} 个字符，现为 {len(normal)} 个。")
    folded = normal.casefold()
    if len(name) > 1 and name.casefold() in folded:
        raise WeakPassword("密码中不能含有用户名，请换一个。")
    if len(set(normal)) < _FEWEST_DIFFERENT:
        raise WeakPassword("密码中重复的字符太多，请换一个。")
    if any(word in folded and len(word) >= _MOST_COMMON_SHARE * len(folded) for word in _COMMON):
        raise WeakPassword("密码太常见，容易被猜中，请换一个。")
    if len(normal) < _LONG and len({_kind(character) for character in normal}) < _KINDS:
        raise WeakPassword(f"密码应含大写字母、小写字母、数字、其他字符中的至少三种，或不少于 {_LONG} 个字符。")


def _kind(character: str) -> str:
    if character.isdecimal():
        return "digit"
    if character.isascii() and character.isalpha():
        return "upper" if character.isupper() else "lower"
    return "other"
