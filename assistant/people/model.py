"""People and their roles. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.ports import AssistantError


class Role(StrEnum):
    """What a person may do; the values are those of the command line."""

    READER = "reader"
    """Asks and reads."""
    EDITOR = "editor"
    """Also uploads and removes documents."""


ROLE_NAMES = {Role.READER: "读者", Role.EDITOR: "编辑"}


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. An empty name stands for whoever sits at a machine where nobody logs in."""

    name: str
    role: Role = Role.READER


LOCAL = Person("", Role.EDITOR)
"""Of a server without users, which only its own machine reaches."""
PROGRAM = Person("程序", Role.READER)
"""A program that gives the key and no name."""
RESERVED = frozenset({PROGRAM.name, "本机"})
"""Names in the audit log that no user may have."""


class PeopleError(AssistantError):
    """Base of the errors of this package. Each message is one line: what is wrong, what to do."""


class BadName(PeopleError):
    """A name that no user may have, or one that is taken or unknown."""


class WeakPassword(PeopleError):
    """A password that is guessed too easily."""


class NotAllowed(PeopleError):
    """The person's role does not allow this."""


class LoginRefused(PeopleError):
    """The name or the password is wrong; which of them is not told."""


class LockedOut(LoginRefused):
    """Too many failures; `seconds` until the next try."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"连续登录失败次数过多，请在 {_duration(seconds)}后再试，或请管理员重设密码。")
        self.seconds = seconds


class NoSession(PeopleError):
    """Nobody is logged in with this cookie."""


class SessionExpired(NoSession):
    """The login is too old, or was ended by a new password or by logging out."""


class TooManyRequests(PeopleError):
    """One person asked more in a minute than is allowed; `seconds` until the next request."""

    def __init__(self, most: int, seconds: int) -> None:
        super().__init__(f"提问太快：每人每分钟至多 {most} 次，请在 {seconds} 秒后再试。")
        self.seconds = seconds


class QuestionTooLong(PeopleError):
    """A question is longer than this server allows."""


class UploadTooLarge(PeopleError):
    """A file is larger than this server allows."""


def may_edit(person: Person) -> bool:
    """Whether `person` may upload and remove documents."""
    return person.role is Role.EDITOR


def require_editor(person: Person) -> None:
    """Raises NotAllowed where `person` may not upload or remove documents."""
    if not may_edit(person):
        raise NotAllowed("只有编辑可以上传或移除文件；您的角色是读者，请联系管理员（zhice users role）。")


def _duration(seconds: int) -> str:
    return f"{seconds} 秒" if seconds < 60 else f"{-(-seconds // 60)} 分钟"
