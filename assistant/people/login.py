"""Name and password in, a person out."""

from __future__ import annotations

from assistant.people.attempts import Attempts
from assistant.people.model import LoginRefused, Person
from assistant.people.passwords import Passwords
from assistant.people.users import UserStore

_WRONG = "用户名或密码不正确，请重新输入。"


class Login:
    """Checks passwords. A failure takes as long for a name that nobody has as for one that somebody has."""

    def __init__(self, users: UserStore, passwords: Passwords, attempts: Attempts) -> None:
        self._users = users
        self._passwords = passwords
        self._attempts = attempts

    def authenticate(self, name: str, password: str, address: str) -> Person:
        """Who this is. Raises LoginRefused, LockedOut after too many failures; takes about 50 ms on purpose."""
        self._attempts.begin(name, address)
        kept = self._users.hash_of(name)
        if not self._passwords.matches(kept, password):
            raise LoginRefused(_WRONG)
        user = self._users.get(name)
        if user is None or kept is None:  # removed in the meantime
            raise LoginRefused(_WRONG)
        self._attempts.succeeded(name, address)
        if self._passwords.outdated(kept):
            self._users.set_hash(name, self._passwords.hash(password), same_password=True)
        return user.person
