"""The catalogue: files, documents, clauses, facts and passages in SQLite, the source of truth of an index."""
