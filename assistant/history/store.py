"""Conversations in an SQLite file of their own in the home folder."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from assistant.history.codec import decode, encode
from assistant.history.model import Conversation, ConversationHead, ConversationPage, KeptExchange
from assistant.history.plain_values import BadRecord
from assistant.history.ports import PAGE, BadTitle, UnknownConversation
from assistant.history.words import default_title, one_line, searched_words, storable, wanted_words
from assistant.kept_database import KeptDatabase, Schema
from assistant.model import Answer

FILE = "history.sqlite3"
LONGEST_TITLE = 100
_SCHEMA = Schema(
    label="对话记录",
    version=1,
    statements=(
        """CREATE TABLE IF NOT EXISTS conversations (
            id TEXT PRIMARY KEY, user TEXT NOT NULL, title TEXT NOT NULL, words TEXT NOT NULL,
            created TEXT NOT NULL, changed TEXT NOT NULL)""",
        "CREATE INDEX IF NOT EXISTS conversations_of ON conversations (user, changed DESC)",
        """CREATE TABLE IF NOT EXISTS exchanges (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            asked TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, words TEXT NOT NULL,
            index_version TEXT NOT NULL)""",
        "CREATE INDEX IF NOT EXISTS exchanges_of ON exchanges (conversation, id)",
    ),
)
_HEADS = """SELECT c.id, c.title, c.created, c.changed,
    (SELECT count(*) FROM exchanges e WHERE e.conversation = c.id) AS questions FROM conversations c WHERE c.user = ?"""
_ASKED = " AND EXISTS (SELECT 1 FROM exchanges e WHERE e.conversation = c.id)"
_HOLDS = """ AND (instr(c.words, ?) OR
    EXISTS (SELECT 1 FROM exchanges e WHERE e.conversation = c.id AND instr(e.words, ?)))"""


class SqliteHistory:
    """Implements `ConversationStore`."""

    def __init__(self, home: Path, now: Callable[[], datetime] | None = None) -> None:
        """Opens nothing yet; `now` tells the time, in UTC."""
        self._now = now or (lambda: datetime.now(UTC))
        self._database = KeptDatabase(home / FILE, _SCHEMA, self._now)

    def create(self, user: str, title: str = "") -> str:
        conversation, now = secrets.token_hex(6), self._stamp()
        shown = checked_title(title) if title.strip() else ""
        row = (conversation, storable(user), shown, searched_words(shown), now, now)
        with self._database.writing() as db:
            db.execute("INSERT INTO conversations VALUES (?, ?, ?, ?, ?, ?)", row)
        return conversation

    def append(self, user: str, conversation: str, question: str, answer: Answer, index_version: str = "") -> int:
        quotes = (citation.quote for citation in answer.citations)
        words, now = searched_words(question, answer.text, *quotes), self._stamp()
        title = default_title(question)
        kept, asked = encode(answer), storable(question)
        with self._database.writing() as db:
            identifier = _id_of(db, user, conversation)
            db.execute(
                "UPDATE conversations SET title = ?, words = ? WHERE id = ? AND title = ''",
                (title, searched_words(title), identifier),
            )
            db.execute("UPDATE conversations SET changed = ? WHERE id = ?", (now, identifier))
            added = db.execute(
                "INSERT INTO exchanges (conversation, asked, question, answer, words, index_version)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (identifier, now, asked, kept, words, storable(index_version)),
            )
            return int(added.lastrowid or 0)

    def drop_last(self, user: str, conversation: str) -> None:
        with self._database.writing() as db:
            identifier = _id_of(db, user, conversation)
            db.execute(
                "DELETE FROM exchanges WHERE id = (SELECT max(id) FROM exchanges WHERE conversation = ?)", (identifier,)
            )

    def page(self, user: str, words: str = "", limit: int = PAGE, offset: int = 0) -> ConversationPage:
        wanted = wanted_words(words)
        where = _ASKED + _HOLDS * len(wanted)
        parameters = [storable(user), *(word for word in wanted for _ in range(2))]
        with self._database.reading() as db:
            rows = db.execute(
                f"{_HEADS}{where} ORDER BY c.changed DESC, c.id LIMIT ? OFFSET ?",
                [*parameters, max(0, limit), max(0, offset)],
            ).fetchall()
            total = db.execute(f"SELECT count(*) FROM conversations c WHERE c.user = ?{where}", parameters).fetchone()
        return ConversationPage(tuple(_head(row) for row in rows), int(total[0]))

    def open(self, user: str, conversation: str) -> Conversation:
        with self._database.reading() as db:
            identifier = _id_of(db, user, conversation)
            head = db.execute(f"{_HEADS} AND c.id = ?", (storable(user), identifier)).fetchone()
            rows = db.execute("SELECT * FROM exchanges WHERE conversation = ? ORDER BY id", (identifier,)).fetchall()
        exchanges = _exchanges(rows)
        return Conversation(_head(head), exchanges, len(rows) - len(exchanges))

    def rename(self, user: str, conversation: str, title: str) -> None:
        shown = checked_title(title)
        with self._database.writing() as db:
            db.execute(
                "UPDATE conversations SET title = ?, words = ? WHERE id = ?",
                (shown, searched_words(shown), _id_of(db, user, conversation)),
            )

    def delete(self, user: str, conversation: str) -> None:
        with self._database.writing() as db:
            db.execute("DELETE FROM conversations WHERE id = ?", (_id_of(db, user, conversation),))

    def forget(self, user: str) -> int:
        with self._database.writing() as db:
            return db.execute("DELETE FROM conversations WHERE user = ?", (storable(user),)).rowcount

    def close(self) -> None:
        self._database.close()

    def _stamp(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="microseconds")


def checked_title(title: str) -> str:
    """A title on one line. Raises BadTitle where nothing of it is left or it is too long."""
    shown = one_line(title)
    if not shown:
        raise BadTitle("标题不能为空，请写几个字。")
    if len(shown) > LONGEST_TITLE:
        raise BadTitle(f"标题有 {len(shown)} 字，最多 {LONGEST_TITLE} 字，请缩短。")
    return shown


def _id_of(db: sqlite3.Connection, user: str, conversation: str) -> str:
    """The whole id; every access goes through here, and no id of another user's is ever found."""
    given = storable(conversation.strip())
    found = db.execute(
        "SELECT id FROM conversations WHERE user = ? AND substr(id, 1, ?) = ? LIMIT 2",
        (storable(user), len(given), given),
    ).fetchall()
    if not given or len(found) != 1:
        several = bool(given) and len(found) > 1
        raise UnknownConversation(
            f"以“{given}”开头的对话不止一个，请多写几位编号。" if several else f"没有编号为“{given}”的对话。"
        )
    return str(found[0]["id"])


def _head(row: sqlite3.Row) -> ConversationHead:
    created, changed = (datetime.fromisoformat(row[name]) for name in ("created", "changed"))
    return ConversationHead(row["id"], row["title"], created, changed, int(row["questions"]))


def _exchanges(rows: Sequence[sqlite3.Row]) -> tuple[KeptExchange, ...]:
    """Those that can be read: one of a newer version must not hide the others."""
    found = []
    for row in rows:
        try:
            answer = decode(row["answer"])
        except BadRecord:
            continue
        asked = datetime.fromisoformat(row["asked"])
        found.append(KeptExchange(row["id"], row["question"], answer, asked, row["index_version"]))
    return tuple(found)
