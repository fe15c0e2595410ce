"""Adds, changes and removes users, and writes each change into the audit log."""

from __future__ import annotations

from assistant.people.attempts import Attempts
from assistant.people.audit import AuditEvent, AuditKind
from assistant.people.audit_file import AuditFile
from assistant.people.model import ROLE_NAMES, BadName, Role
from assistant.people.names import checked_name
from assistant.people.passwords import Passwords, check_password
from assistant.people.users import User, UserStore


class Accounts:
    """What an administrator does on the server's machine."""

    def __init__(self, users: UserStore, passwords: Passwords, attempts: Attempts, audit: AuditFile) -> None:
        self._users = users
        self._passwords = passwords
        self._attempts = attempts
        self._audit = audit

    def require_new(self, name: str) -> str:
        """The name as it will be kept. Raises BadName where it is taken or no name."""
        normal = checked_name(name)
        if self._users.get(normal) is not None:
            raise BadName(f"已有用户“{normal}”。改角色用 zhice users role，改密码用 zhice users password。")
        return normal

    def require(self, name: str) -> User:
        """The user. Raises BadName where there is none."""
        user = self._users.get(name)
        if user is None:
            raise BadName(f"没有用户“{name}”。请用 zhice users list 查看。")
        return user

    def any(self) -> bool:
        """Whether anybody has to log in."""
        return self._users.any()

    def all(self) -> list[User]:
        """Every user, by name."""
        return self._users.all()

    def add(self, name: str, role: Role, password: str) -> User:
        """Raises BadName or WeakPassword."""
        normal = self.require_new(name)
        check_password(password, normal)
        user = self._users.add(normal, role, self._passwords.hash(password))
        self._note(f"添加用户 {user.name}（{ROLE_NAMES[role]}）")
        return user

    def set_role(self, name: str, role: Role) -> User:
        """Holds from the next request on. Raises BadName."""
        user = self.require(name)
        self._users.set_role(name, role)
        self._note(f"用户 {user.name} 的角色改为{ROLE_NAMES[role]}")
        return self.require(name)

    def set_password(self, name: str, password: str) -> User:
        """Ends the user's logins and lifts a lock. Raises BadName or WeakPassword."""
        user = self.require(name)
        check_password(password, user.name)
        self._users.set_hash(name, self._passwords.hash(password))
        self._attempts.forget(name)
        self._note(f"重设用户 {user.name} 的密码")
        return user

    def remove(self, name: str) -> User:
        """Ends the user's logins. Raises BadName."""
        user = self.require(name)
        self._users.remove(name)
        self._note(f"移除用户 {user.name}")
        return user

    def _note(self, line: str) -> None:
        self._audit.append([AuditEvent(AuditKind.ACCOUNT, channel="cli", text=line)])
