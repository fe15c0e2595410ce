"""The tables of the catalogue."""

from __future__ import annotations

FORMAT_VERSION = 1
"""Part of the index manifest. Raise it with every change of the tables or of what is indexed for a passage."""

TABLES = """
CREATE TABLE IF NOT EXISTS sources (
    name TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    root TEXT,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    text TEXT NOT NULL,
    indexed_at TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS sources_by_path ON sources (path);
CREATE INDEX IF NOT EXISTS sources_by_root ON sources (root);

CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL REFERENCES sources (name) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    title TEXT NOT NULL,
    region TEXT NOT NULL,
    region_inferred INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS documents_by_source ON documents (source);

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
INSERT OR IGNORE INTO meta VALUES ('generation', 0);
"""
"""`region` and `path` hold JSON lists; `outbox` holds what the indexes still have to do, one row a passage."""
