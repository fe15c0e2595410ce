"""Who is logged in, as a signed token for a cookie; nothing is kept of it but that it was ended."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistant.people.database import Database
from assistant.people.model import NoSession, Person, SessionExpired
from assistant.people.users import UserStore

_LONGEST_TOKEN = 2048
_NOBODY = "尚未登录，请先登录。"
_EXPIRED = "登录已过期，请重新登录。"


@dataclass(frozen=True, slots=True)
class Session:
    """A login that holds: of whom, and until when (seconds since the epoch)."""

    id: str
    person: Person
    until: float


class Sessions:
    """Makes tokens and reads them. A new password, a removed user and a log-out end what was begun before."""

    def __init__(
        self,
        secret: Callable[[], bytes],
        users: UserStore,
        database: Database,
        hours: float,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`secret` is asked for once, at the first login; `database` has the schema of `users`."""
        self._make_secret = secret
        self._users = users
        self._database = database
        self._seconds = hours * 3600
        self._clock = clock

    @property
    def seconds(self) -> int:
        """How long a login holds."""
        return int(self._seconds)

    @cached_property
    def cookie(self) -> str:
        """The cookie's name: of this server's own, because a browser does not tell ports of one host apart."""
        return f"zhice_{hashlib.sha256(self._secret).hexdigest()[:8]}"

    def start(self, person: Person) -> str:
        """A token for `person`, who has just given the password."""
        user = self._users.get(person.name)
        if user is None:
            raise NoSession(_NOBODY)
        until = self._clock() + self._seconds
        held = {"id": secrets.token_urlsafe(12), "name": user.name, "stamp": user.stamp, "until": until}
        body = _encoded(json.dumps(held, ensure_ascii=False).encode())
        return f"{body}.{self._signature(body)}"

    def read(self, token: str) -> Session:
        """The session of a token. Raises SessionExpired where it held once, NoSession where it never did."""
        held = self._held(token)
        user = self._users.get(held["name"])
        ended = self._database.rows("SELECT 1 FROM ended_sessions WHERE id = ?", (held["id"],))
        if user is None or user.stamp != held["stamp"] or ended or self._clock() >= held["until"]:
            raise SessionExpired(_EXPIRED)
        return Session(held["id"], user.person, held["until"])

    def seconds_left(self, session: Session) -> int:
        """How long the session will hold."""
        return max(0, int(session.until - self._clock()))

    def end(self, token: str) -> None:
        """Logs out: the token holds no longer, wherever it was copied to."""
        held = self._held(token)
        with self._database.transaction() as db:
            db.execute("DELETE FROM ended_sessions WHERE until < ?", (self._clock(),))
            db.execute("INSERT OR IGNORE INTO ended_sessions VALUES (?, ?)", (held["id"], held["until"]))

    @cached_property
    def _secret(self) -> bytes:
        return self._make_secret()

    def _signature(self, body: str) -> str:
        return _encoded(hmac.digest(self._secret, body.encode(), "sha256"))

    def _held(self, token: str) -> dict[str, Any]:
        body, _, signature = token.partition(".")
        if len(token) > _LONGEST_TOKEN or not token.isascii():
            raise NoSession(_NOBODY)
        if not hmac.compare_digest(signature, self._signature(body)):
            raise NoSession(_NOBODY)
        held: dict[str, Any] = json.loads(_decoded(body))
        return held


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise NoSession(_NOBODY) from error
