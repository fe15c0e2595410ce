"""Who sends a request: found once, before anything else, and carried by the request. No framework.

A handler of the web chat takes `request: gr.Request` and calls `visitor_of_event(request)`.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from assistant.people.access import Access
from assistant.people.audit import AuditEvent, AuditKind
from assistant.people.model import LOCAL, Person

Scope = MutableMapping[str, Any]
"""Of ASGI."""
_KEY = "zhice.visitor"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person at an address, by the page or by a program."""

    person: Person = LOCAL
    address: str = ""
    channel: str = ""
    """web, api, v1 or mcp."""
    logged_in: bool = False
    seconds_left: int = 0
    """Until a login ends."""
    access: Access | None = None
    """None where the server keeps no account of its visitors."""

    @property
    def name(self) -> str:
        """The user's name; '' where nobody logs in."""
        return self.person.name

    @property
    def is_local(self) -> bool:
        """Whether this is a server without users, which only its own machine reaches."""
        return self.person == LOCAL and not self.logged_in

    def record(
        self,
        kind: AuditKind,
        text: str = "",
        *,
        refused: bool | None = None,
        documents: tuple[str, ...] = (),
        problem: str = "",
    ) -> None:
        """Writes into the audit log what this visitor does. Never raises and never waits."""
        if self.access is None:
            return
        event = AuditEvent(
            kind, self.name, self.address, self.channel, text, refused, documents, _version(self.access), problem
        )
        self.access.audit.record(event)

    def count_request(self) -> None:
        """Counts one question or search. Raises TooManyRequests. One who works at the server alone is not counted."""
        if self.access is not None and not self.is_local:
            self.access.rate.count(f"user {self.name}" if self.logged_in else f"address {self.address}")


_NOBODY_KNOWN = Visitor()
_CURRENT: ContextVar[Visitor] = ContextVar("visitor", default=_NOBODY_KNOWN)


def visitor_of(scope: Scope) -> Visitor:
    """Who sent the request with this ASGI scope."""
    found = scope.get(_KEY)
    return found if isinstance(found, Visitor) else _NOBODY_KNOWN


def visitor_of_event(event: Any) -> Visitor:
    """Who caused an event of the web chat; `event` is its `gr.Request`."""
    request = getattr(event, "request", None)
    return visitor_of(request.scope) if request is not None else _NOBODY_KNOWN


def attach(scope: Scope, visitor: Visitor) -> None:
    """Lets everything that gets the request know its visitor."""
    scope[_KEY] = visitor


def current_visitor() -> Visitor:
    """For whom this thread or task works."""
    return _CURRENT.get()


@contextmanager
def working_for(visitor: Visitor) -> Iterator[None]:
    """What is begun in the block is begun for `visitor`."""
    token = _CURRENT.set(visitor)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def _version(access: Access) -> str:
    try:
        return access.index_version()
    except Exception:  # an index that cannot be read tells so where it is asked
        return ""
