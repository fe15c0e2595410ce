"""Feedback in an SQLite file of its own in the home folder."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from assistant.feedback.model import AnsweredQuestion, Feedback, Opinion
from assistant.feedback.ports import BadFeedback
from assistant.history.codec import decode, encode
from assistant.history.plain_values import BadRecord
from assistant.history.words import storable
from assistant.kept_database import KeptDatabase, Schema

FILE = "feedback.sqlite3"
LONGEST_COMMENT = 2000
_SCHEMA = Schema(
    label="反馈记录",
    version=1,
    statements=(
        """CREATE TABLE IF NOT EXISTS feedback (
            id INTEGER PRIMARY KEY AUTOINCREMENT, user TEXT NOT NULL, conversation TEXT NOT NULL,
            exchange INTEGER NOT NULL, opinion TEXT NOT NULL, comment TEXT NOT NULL, question TEXT NOT NULL,
            earlier TEXT NOT NULL, answer TEXT NOT NULL, index_version TEXT NOT NULL,
            given TEXT NOT NULL, changed TEXT NOT NULL, UNIQUE (user, conversation, exchange))""",
    ),
)
_KEEP = """INSERT INTO feedback
    (user, conversation, exchange, opinion, comment, question, earlier, answer, index_version, given, changed)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (user, conversation, exchange) DO UPDATE SET opinion = excluded.opinion, comment = excluded.comment,
    question = excluded.question, earlier = excluded.earlier, answer = excluded.answer,
    index_version = excluded.index_version, changed = excluded.changed"""
_MINE = "user = ? AND conversation = ?"


class SqliteFeedback:
    """Implements `FeedbackStore`."""

    def __init__(self, home: Path, now: Callable[[], datetime] | None = None) -> None:
        """Opens nothing yet; `now` tells the time, in UTC."""
        self._now = now or (lambda: datetime.now(UTC))
        self._database = KeptDatabase(home / FILE, _SCHEMA, self._now)

    def give(self, user: str, about: AnsweredQuestion, opinion: Opinion, comment: str = "") -> Feedback:
        said = storable(comment).strip()
        if len(said) > LONGEST_COMMENT:
            raise BadFeedback(f"意见有 {len(said)} 字，最多 {LONGEST_COMMENT} 字，请删减。")
        key = (storable(user), storable(about.conversation), about.exchange)
        now = self._now().astimezone(UTC).isoformat(timespec="microseconds")
        matter = (storable(about.question), json.dumps(about.earlier), encode(about.answer))
        with self._database.writing() as db:
            db.execute(_KEEP, (*key, str(opinion), said, *matter, storable(about.index_version), now, now))
            row = db.execute(f"SELECT * FROM feedback WHERE {_MINE} AND exchange = ?", key).fetchone()
        return _feedback(row)

    def withdraw(self, user: str, conversation: str, exchange: int) -> bool:
        key = (storable(user), storable(conversation), exchange)
        with self._database.writing() as db:
            return db.execute(f"DELETE FROM feedback WHERE {_MINE} AND exchange = ?", key).rowcount > 0

    def given(self, user: str, conversation: str) -> Mapping[int, Feedback]:
        found = self._found(_MINE, (storable(user), storable(conversation)))
        return {feedback.about.exchange: feedback for feedback in found}

    def all(
        self, opinion: Opinion | None = None, user: str | None = None, since: datetime | None = None
    ) -> list[Feedback]:
        limits = {
            "opinion = ?": None if opinion is None else str(opinion),
            "user = ?": None if user is None else storable(user),
            "changed >= ?": None if since is None else since.astimezone(UTC).isoformat(timespec="microseconds"),
        }
        asked = {condition: value for condition, value in limits.items() if value is not None}
        return self._found(" AND ".join(asked) or "1", tuple(asked.values()))

    def close(self) -> None:
        self._database.close()

    def _found(self, where: str, parameters: tuple[object, ...]) -> list[Feedback]:
        with self._database.reading() as db:
            rows = db.execute(
                f"SELECT * FROM feedback WHERE {where} ORDER BY changed DESC, id DESC", parameters
            ).fetchall()
        return [feedback for row in rows if (feedback := _readable(row)) is not None]


def _readable(row: sqlite3.Row) -> Feedback | None:
    """None for a row of a newer version, which must not hide the others."""
    try:
        return _feedback(row)
    except BadRecord:
        return None


def _feedback(row: sqlite3.Row) -> Feedback:
    about = AnsweredQuestion(
        row["question"],
        decode(row["answer"]),
        row["conversation"],
        int(row["exchange"]),
        tuple(json.loads(row["earlier"])),
        row["index_version"],
    )
    given, changed = (datetime.fromisoformat(row[name]) for name in ("given", "changed"))
    return Feedback(row["id"], row["user"], Opinion(row["opinion"]), row["comment"], about, given, changed)
