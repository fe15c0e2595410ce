"""The tables of the catalogue."""

from __future__ import annotations

import sqlite3

FORMAT_VERSION = 3
"""Part of the index manifest. Raise it with every change of the tables or of what is indexed for a passage."""

TABLES = """
CREATE TABLE IF NOT EXISTS sources (
    name TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    member TEXT NOT NULL,
    root TEXT,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    text TEXT NOT NULL,
    indexed_at TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS sources_by_place ON sources (path, member);
CREATE INDEX IF NOT EXISTS sources_by_root ON sources (root);

CREATE TABLE IF NOT EXISTS removed (
    source TEXT NOT NULL REFERENCES sources (name) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    PRIMARY KEY (source, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS aliases (
    source TEXT NOT NULL REFERENCES sources (name) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    term TEXT NOT NULL,
    alias TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (source, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL REFERENCES sources (name) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    title TEXT NOT NULL,
    region TEXT NOT NULL,
    region_inferred INTEGER NOT NULL,
    region_start INTEGER,
    region_end INTEGER,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    level TEXT NOT NULL,
    kind TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    details TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS documents_by_source ON documents (source);
CREATE INDEX IF NOT EXISTS documents_by_fingerprint ON documents (fingerprint);

CREATE TABLE IF NOT EXISTS copies (
    source TEXT NOT NULL REFERENCES sources (name) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    extent TEXT NOT NULL,
    reading BLOB NOT NULL,
    PRIMARY KEY (source, ordinal)
) STRICT;
CREATE INDEX IF NOT EXISTS copies_by_document ON copies (document);

CREATE TABLE IF NOT EXISTS clauses (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    heading TEXT NOT NULL,
    path TEXT NOT NULL,
    parent INTEGER,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS facts (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    indicator TEXT NOT NULL,
    level TEXT NOT NULL,
    fact TEXT NOT NULL,
    period TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS facts_by_indicator ON facts (indicator, level, period);
CREATE INDEX IF NOT EXISTS facts_by_document ON facts (document);

CREATE TABLE IF NOT EXISTS duties (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    lead TEXT NOT NULL,
    support TEXT NOT NULL,
    responsible TEXT NOT NULL,
    duty TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS duty_readings (
    document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    reading INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS passages (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    path TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS passages_by_document ON passages (document, position);

CREATE TABLE IF NOT EXISTS outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    passage TEXT NOT NULL UNIQUE,
    action TEXT NOT NULL CHECK (action IN ('upsert', 'delete'))
) STRICT;

CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
INSERT OR IGNORE INTO meta VALUES ('generation', 0), ('indexed', 0);
"""
"""`region`, `path` and `extent` hold JSON lists, `details` and `fact` the JSON of `DocumentDetails` and `Fact`.

`copies` holds documents that another file holds too: only those of the file that came first have rows in
`documents`, `clauses`, `facts` and `passages`; `reading` is the packed reading of the other file. `duties` is read
out of the other tables when it is first asked for, so an index made before it needs no rebuilding: `lead`, `support`
and `responsible` hold folded names, one a line, `duty` the JSON of `TaskDuty`, `duty_readings` which documents were
read and by which reading. `outbox`
holds what the indexes still have to do, one row a passage. `meta` counts the changes of the catalogue, and
how often the indexes followed.
"""

_ADDED = {
    "sources": {"member": "TEXT NOT NULL DEFAULT ''"},
    "documents": {
        "region_start": "INTEGER",
        "region_end": "INTEGER",
        "level": "TEXT NOT NULL DEFAULT ''",
        "kind": "TEXT NOT NULL DEFAULT ''",
        "fingerprint": "TEXT NOT NULL DEFAULT ''",
        "details": "TEXT NOT NULL DEFAULT '{}'",
    },
}
"""Columns that came later. An index of format 1 opens, and is refused by its manifest until rebuilt."""


def make_tables(db: sqlite3.Connection) -> None:
    """Creates what is missing, in new files and in those of earlier formats."""
    for table, columns in _ADDED.items():
        present = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
        for column, definition in columns.items():
            if present and column not in present:
                db.execute(f"ALTER TABLE {table} ADD COLUMN {column} {definition}")
    _add_periods(db)
    db.executescript(TABLES)


def _add_periods(db: sqlite3.Connection) -> None:
    """`facts.period` came after format 3 and is told by `facts.fact`: it is filled in, all or nothing."""

    def lacking() -> bool:
        columns = {row[1] for row in db.execute("PRAGMA table_info(facts)")}
        return bool(columns) and "period" not in columns

    if not lacking():
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        if lacking():  # another process may have done it while this one waited
            db.execute("ALTER TABLE facts ADD COLUMN period TEXT NOT NULL DEFAULT ''")
            db.execute("UPDATE facts SET period = json_extract(fact, '$.period')")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise
