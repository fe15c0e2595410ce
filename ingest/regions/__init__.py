"""Administrative divisions and zones: their names, where a text names them, where a document applies."""
